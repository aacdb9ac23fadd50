"""Adds the evidence up: intents clause by clause, less what speaks against them there, less what speaks against all."""

import re
from functools import lru_cache

from vito_contracts.outputs import LeadAssessment, Reason

from vito_plugin_lead_gen.rules import counter_en, counter_es, intents_en, intents_es
from vito_plugin_lead_gen.rules.normalise import Normalised
from vito_plugin_lead_gen.rules.signals import Compiled, Group, compile_signals
from vito_plugin_lead_gen.rules.words import WORDS

_CLAUSE_END = re.compile(
    r" (?:[.!?;:,…|]+|but|however|although|though|pero|aunque|sin embargo|and(?= (?:i|we|how|what|can|could|where|do|is|who|would|want|need) )"
    r"|y(?= (?:quiero|quisiera|me|nos|cuanto|como|donde|queremos|necesito|necesitamos|que|cual|si|quien) ))(?= )"
)


class Scorer:
    """Stateless once built; building compiles the tables (tens of milliseconds)."""

    def __init__(self) -> None:
        groups = compile_signals(
            (*intents_en.SIGNALS, *intents_es.SIGNALS, *counter_en.SIGNALS, *counter_es.SIGNALS), WORDS
        )
        self._intents = groups[Group.INTENT]
        self._context = groups[Group.CONTEXT]
        self._local = groups[Group.LOCAL]
        self._whole = groups[Group.WHOLE]

    def assess(self, text: str, threshold: int) -> LeadAssessment:
        """Score 0–100 and the reasons, strongest first; `is_lead` from `threshold` on."""
        normal = Normalised(text)
        reasons: dict[str, Reason] = {}
        for start, end in clauses(normal.text):
            self._weigh_clause(normal, start, end, reasons)
        found = [r for r in reasons.values() if r.points > 0]
        if found:
            for signal in (*self._context, *self._whole):
                match = signal.pattern.search(normal.text)
                if match is not None:
                    quote = normal.quote(match.start() + 1, match.end())
                    reasons[signal.code] = Reason(signal.code, signal.points, quote)
        points = sum(reason.points for reason in reasons.values())
        score = max(0, min(100, points))
        ordered = tuple(sorted(reasons.values(), key=lambda reason: -abs(reason.points)))
        return LeadAssessment(is_lead=score >= threshold, score=score, reasons=ordered)

    def _weigh_clause(self, normal: Normalised, start: int, end: int, reasons: dict[str, Reason]) -> None:
        clause = normal.text[start:end]
        found = _hits(self._intents, clause)
        if not found:
            return
        against = _hits(self._local, clause)
        left = sum(signal.points for signal, _, _ in found) + sum(signal.points for signal, _, _ in against)
        for signal, first, last in against:
            quote = normal.quote(start + first, start + last)
            reasons.setdefault(f"-{signal.code}", Reason(signal.code, 0 if left <= 0 else signal.points, quote))
        for signal, first, last in found:
            if left > 0 or not against:
                quote = normal.quote(start + first, start + last)
                reasons.setdefault(signal.code, Reason(signal.code, signal.points, quote))


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
