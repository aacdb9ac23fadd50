"""Adds the evidence up: intents clause by clause, less what speaks against them there, less what speaks against all."""

import re
from functools import lru_cache

from vito_contracts.outputs import LeadAssessment, Reason

from vito_plugin_lead_gen.rules import counter_en, counter_es, intents_en, intents_es
from vito_plugin_lead_gen.rules.normalise import Normalised
from vito_plugin_lead_gen.rules.signals import Compiled, Group, compile_signals
from vito_plugin_lead_gen.rules.words import WORDS

_CLAUSE_END = re.compile(
    r" (?:[.!?;:,…|¿¡]+|but|however|although|though|pero|aunque|sin embargo|and(?= (?:i|we|how|what|can|could|where|do|is|who|would|want) )"
    r"|y(?= (?:quiero|quisiera|me|nos|cuanto|como|donde|queremos|necesito|necesitamos|que|cual|si|quien) ))(?= )"
)


_MOST = 100
_SHORT = 60


class Scorer:
    """Stateless once built; building compiles the tables (tens of milliseconds)."""

    def __init__(self) -> None:
        groups = compile_signals(
            (*intents_en.SIGNALS, *intents_es.SIGNALS, *counter_en.SIGNALS, *counter_es.SIGNALS), WORDS
        )
        self._intents = groups[Group.INTENT]
        self._bare = groups[Group.BARE]
        self._nearby = groups[Group.NEARBY]
        self._context = groups[Group.CONTEXT]
        self._local = groups[Group.LOCAL]
        self._whole = groups[Group.WHOLE]

    def assess(self, text: str, threshold: int) -> LeadAssessment:
        """Score 0-100 and the reasons, strongest first; `is_lead` from `threshold` on.

        What speaks for a lead counts up to 100; what speaks against the text as a whole is taken from that.
        """
        normal = Normalised(text)
        evidence: dict[str, Reason] = {}
        for start, end in clauses(normal.text):
            self._weigh_clause(normal, start, end, evidence)
        points = sum(reason.points for reason in evidence.values())
        if points > 0:
            points += self._gather(self._context, normal, evidence)
            points = min(points, _MOST)
            points += self._gather(self._whole, normal, evidence)
        score = max(0, points)
        ordered = tuple(sorted(evidence.values(), key=lambda reason: -abs(reason.points)))
        return LeadAssessment(is_lead=score >= threshold, score=score, reasons=ordered)

    def _gather(self, signals: tuple[Compiled, ...], normal: Normalised, evidence: dict[str, Reason]) -> int:
        return sum(
            _keep(evidence, signal, normal.quote(start, end)) for signal, start, end in _hits(signals, normal.text)
        )

    def _weigh_clause(self, normal: Normalised, start: int, end: int, evidence: dict[str, Reason]) -> None:
        clause = normal.text[start:end]
        found = _hits(self._intents, clause)
        if clause.endswith("? ") or len(normal.text) <= _SHORT:
            found += _hits(self._bare, clause)
        if not found:
            return
        against = _hits(self._local, clause)
        if against and sum(signal.points for signal, _, _ in (*found, *against)) <= 0:
            return
        for signal, first, last in (*found, *_hits(self._nearby, clause), *against):
            _keep(evidence, signal, normal.quote(start + first, start + last))


def _keep(evidence: dict[str, Reason], signal: Compiled, quote: str) -> int:
    """Enters a reason unless its code counts as much already; returns by how much the sum changed."""
    before = evidence.get(signal.code)
    if before is not None and abs(before.points) >= abs(signal.points):
        return 0
    evidence[signal.code] = Reason(signal.code, signal.points, quote)
    return signal.points - (before.points if before is not None else 0)


def _hits(signals: tuple[Compiled, ...], clause: str) -> list[tuple[Compiled, int, int]]:
    hits = []
    for signal in signals:
        match = signal.pattern.search(clause)
        if match is not None:
            hits.append((signal, match.start() + 1, match.end()))
    return hits


def clauses(text: str) -> list[tuple[int, int]]:
    """Spans of the clauses, each beginning and ending with a space; the sign that ends one belongs to it."""
    spans = []
    start = 0
    for match in _CLAUSE_END.finditer(text):
        end = match.end() + 1
        if end - start > 2:
            spans.append((start, end))
        start = match.end()
    if len(text) - start > 1:
        spans.append((start, len(text)))
    return spans


@lru_cache(maxsize=1)
def scorer() -> Scorer:
    """The one scorer of a process: immutable, so sharing it is safe."""
    return Scorer()
