"""Adds the evidence up: intents clause by clause, then what speaks against the whole text."""

import re

from vito_contracts.outputs import LeadAssessment, Reason
from vito_plugin_lead_gen.rules import english, spanish
from vito_plugin_lead_gen.rules.normalise import Normalised
from vito_plugin_lead_gen.rules.signals import Compiled, Group, compile_signals
from vito_plugin_lead_gen.rules.words import WORDS

MOST = 100
SHORT = 60
"""Characters up to which a bare "price" or "demo" is a request and not just a word."""

_CLAUSE_END = re.compile(
    r" (?:[.!?;:,…|¿¡]+|but|however|although|though|pero|aunque|sin embargo"
    r"|and(?= (?:i|we|how|what|can|could|where|do|is|who|would|want) )"
    r"|y(?= (?:quiero|quisiera|me|nos|cuanto|como|donde|queremos|necesito|necesitamos|que|cual|si|quien) )"
    r")(?= )"
)

Hit = tuple[Compiled, int, int]
"""A signal and where its words stand."""


class Scorer:
    """Stateless once built; building compiles the tables (a tenth of a second)."""

    def __init__(self) -> None:
        self._tables = compile_signals((*english.SIGNALS, *spanish.SIGNALS), WORDS)

    def assess(self, text: str, threshold: int) -> LeadAssessment:
        """Score 0-100 and the reasons, weightiest first; `is_lead` from `threshold` on.

        What speaks for a lead counts up to 100; what speaks against the text as a whole is taken from that.
        Only the first 2,000 characters are read. Each quote is a part of `text`, word for word.
        """
        normal = Normalised(text)
        evidence: dict[str, Reason] = {}
        for start, end in clauses(normal.text):
            self._weigh_clause(normal, start, end, evidence)
        points = sum(reason.points for reason in evidence.values())
        if points > 0:
            points = min(points + self._weigh_text(Group.CONTEXT, normal, evidence), MOST)
            points += self._weigh_text(Group.WHOLE, normal, evidence)
        score = max(0, points)
        ordered = tuple(sorted(evidence.values(), key=lambda reason: -abs(reason.points)))
        return LeadAssessment(is_lead=score >= threshold, score=score, reasons=ordered)

    def _weigh_clause(self, normal: Normalised, start: int, end: int, evidence: dict[str, Reason]) -> None:
        clause = normal.text[start:end]
        found = _hits(self._tables[Group.INTENT], clause)
        if clause.endswith("? ") or len(normal.text) <= SHORT:
            found += _hits(self._tables[Group.BARE], clause)
        if not found:
            return
        against = _hits(self._tables[Group.LOCAL], clause)
        if against and sum(signal.points for signal, _, _ in (*found, *against)) <= 0:
            return
        for signal, first, last in (*found, *_hits(self._tables[Group.NEARBY], clause), *against):
            _keep(evidence, signal, normal.quote(start + first, start + last))

    def _weigh_text(self, group: Group, normal: Normalised, evidence: dict[str, Reason]) -> int:
        hits = _hits(self._tables[group], normal.text)
        return sum(_keep(evidence, signal, normal.quote(start, end)) for signal, start, end in hits)


def clauses(text: str) -> list[tuple[int, int]]:
    """Spans of the clauses, each from space to space; the sign that ends a clause belongs to it."""
    spans = []
    start = 0
    for match in _CLAUSE_END.finditer(text):
        if match.end() + 1 - start > 2:
            spans.append((start, match.end() + 1))
        start = match.end()
    if len(text) - start > 1:
        spans.append((start, len(text)))
    return spans


def _hits(signals: tuple[Compiled, ...], text: str) -> list[Hit]:
    hits = []
    for signal in signals:
        match = signal.pattern.search(text)
        if match is not None:
            # Each pattern begins with the space before its words.
            hits.append((signal, match.start() + 1, match.end()))
    return hits


def _keep(evidence: dict[str, Reason], signal: Compiled, quote: str) -> int:
    """Enters a reason unless its code counts as much already; returns by how much the sum changed."""
    before = evidence.get(signal.code)
    if before is not None and abs(before.points) >= abs(signal.points):
        return 0
    evidence[signal.code] = Reason(signal.code, signal.points, quote)
    return signal.points - (before.points if before is not None else 0)
