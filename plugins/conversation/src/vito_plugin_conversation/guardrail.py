"""The guardrail "persona": what a twin may be asked and may say, by its configuration and its brand's
guidelines."""

import msgspec

from vito_contracts.capabilities import Checked, CheckedSide, Verdict
from vito_contracts.conversation import Turn
from vito_contracts.scope import BindingScope
from vito_plugin_conversation import stylist
from vito_plugin_conversation.injection import is_attempt
from vito_plugin_conversation.persona import Forbidden, forbidden_in, guideline_lines, persona_of
from vito_plugin_conversation.private_data import unsupported
from vito_plugin_conversation.reply import is_first_reply
from vito_plugin_conversation.sentences import cut

ALLOWED = Verdict(allowed=True)


class PersonaGuardrail:
    """Implements `vito_contracts.capabilities.Guardrail`. Pure and in memory: it looks at the turn and
    nothing else.

    Codes: on input `prompt_injection`, `banned_topic`; on output `banned_topic`, `avoided_word`,
    `content_rating`, `personal_data`, `too_long` (only for whole replies). The replacement is a refusal in
    the persona's voice, for `too_long` the reply cut to its length.
    """

    async def check(self, scope: BindingScope, checked: Checked) -> Verdict:
        turn, bans = checked.turn, forbidden_in(checked.turn)
        if checked.side is CheckedSide.INPUT:
            code = _fault_of_input(checked.text, bans)
        else:
            code = _fault_of_output(checked.text, turn, bans)
        if code:
            return Verdict(allowed=False, code=code, replacement=_refusal(turn, disclosed=not checked.whole))
        limit = turn.twin.guardrails.max_response_length
        if checked.side is CheckedSide.OUTPUT and checked.whole and len(checked.text) > limit:
            return Verdict(allowed=False, code="too_long", replacement=cut(checked.text, limit))
        return ALLOWED


def _fault_of_input(text: str, bans: Forbidden) -> str:
    if is_attempt(text):
        return "prompt_injection"
    return "banned_topic" if bans.topics.finds(text) else ""


def _fault_of_output(text: str, turn: Turn, bans: Forbidden) -> str:
    if bans.topics.finds(text):
        return "banned_topic"
    if bans.names.finds(text):
        return "avoided_word"
    if bans.profanity.finds(text):
        return "content_rating"
    return "personal_data" if unsupported(text, _published(turn)) else ""


def _published(turn: Turn) -> str:
    """What may be repeated: the passages, and what the tenant itself configured."""
    profile = turn.twin.personality_profile
    catalogue = msgspec.json.encode(turn.module_context).decode()
    configured = (profile.greeting, *profile.signature_phrases, *guideline_lines(turn), catalogue)
    return "\n".join((*(passage.text for passage in turn.passages), *configured))


def _refusal(turn: Turn, *, disclosed: bool) -> str:
    """`disclosed`: sentences before this one stand, so that the opening need not be said again."""
    persona = persona_of(turn)
    words = stylist.refusal(persona, turn.message.text)
    return words if disclosed or not is_first_reply(turn) else f"{stylist.disclosure(persona)} {words}"
