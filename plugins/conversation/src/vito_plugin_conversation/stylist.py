"""The twin's own words around what it quotes: deterministic, by the persona's voice. It states no facts of
its own."""

from collections.abc import Sequence
from typing import Final

from vito_plugin_conversation.approach import Approach
from vito_plugin_conversation.guidelines import Mention
from vito_plugin_conversation.intents import Courtesy
from vito_plugin_conversation.language import Language, content_words, stems, suits
from vito_plugin_conversation.lexicon import names
from vito_plugin_conversation.persona import Persona, sells
from vito_plugin_conversation.quotation import Quoted, quotation, shortened
from vito_plugin_conversation.sentences import cut
from vito_plugin_conversation.voices import Speech, Voice, manners, pick
from vito_plugin_conversation.voices_en import ENGLISH
from vito_plugin_conversation.voices_es import SPANISH

_SPEECHES: Final[dict[Language, Speech]] = {"en": ENGLISH, "es": SPANISH}
_SIGNATURE_EVERY: Final = 3
"""About one answer in three ends with a signature phrase: "used sparingly"."""


def disclosure(persona: Persona) -> str:
    """That an AI speaks. Without the name where that would leave no room for an answer."""
    full = _speech(persona).disclosure.format(name=persona.name)
    return full if len(full) <= persona.max_characters // 2 else _speech(persona).disclosure_short


def opening(persona: Persona, *, greet: bool) -> str:
    """Greeting, if wanted and there is one, and disclosure."""
    said = disclosure(persona)
    greeted = f"{persona.greeting} {said}"
    return greeted if greet and persona.greeting and len(greeted) <= persona.max_characters // 2 else said


def answer(persona: Persona, message: str, quotes: Sequence[Quoted]) -> list[str]:
    """The reply around the quotes, in pieces that concatenate to it; at most `persona.max_characters`."""
    first, second = _voices(persona)
    seed = (persona.name, message)
    body = quotation(quotes)
    wished = persona.approach is Approach.REQUEST
    closer = "\n" + (handover(persona, message) if wished else _closer(persona, second, message, body))
    lead = pick(first.lead_ins, *seed, "lead") + " "
    opener = "" if persona.opening or wished else pick(first.openers, *seed, "opener") + " "
    room = persona.max_characters
    if len(lead + body) > room:
        lead = ""
    if len(body) > room:
        return [shortened(quotes[0], room)]
    room -= len(lead + body)
    opener = opener if len(opener) <= room else ""
    closer = closer if len(closer) <= room - len(opener) else ""
    return [piece for piece in (opener, lead, body, closer) if piece.strip()]


def unknown(persona: Persona, message: str) -> str:
    """What is said where no page answers: that a buyer's wish is passed on; to others that it does not know."""
    if persona.approach in (Approach.REQUEST, Approach.INTEREST):
        return cut(handover(persona, message), persona.max_characters)
    if persona.approach is Approach.PITCH or (_regrets(persona) and "?" not in message):
        return courtesy(persona, message, Courtesy.OTHER)
    first, second = _voices(persona)
    honest = pick(first.unknown, persona.name, message, "unknown")
    offer = pick(second.offers, persona.name, message, "offer").format(topics=_topics(persona))
    return _fitting(persona, honest, offer)


def handover(persona: Persona, message: str) -> str:
    """Thanks, and that the team will follow up."""
    speech = _speech(persona)
    team = speech.team.format(name=persona.brand) if persona.brand else speech.teams[persona.post]
    return pick(_voices(persona)[0].handovers, persona.name, message, "handover").format(team=team)


def courtesy(persona: Persona, message: str, kind: Courtesy) -> str:
    """A friendly line for a message that asks for nothing, sometimes with a signature phrase; a plain one for
    complaints and pitches.
    """
    if _regrets(persona) or persona.approach is Approach.PITCH:
        lines = _speech(persona).regrets if _regrets(persona) else _speech(persona).neutral
        return cut(pick(lines, persona.name, message, "plain"), persona.max_characters)
    first, _ = _voices(persona)
    line = pick(first.courtesies[kind], persona.name, message, kind)
    return _fitting(persona, line, _signature(persona, message))


def identity(persona: Persona, message: str) -> str:
    """What follows the disclosure when somebody asks whether they talk to a machine."""
    speech = _speech(persona)
    first, second = _voices(persona)
    offer = pick((*first.offers, *second.offers), persona.name, message, "offer")
    offer = offer.format(topics=_topics(persona))
    return _fitting(persona, pick(speech.identity, persona.name, message), offer)


def refusal(persona: Persona, message: str) -> str:
    """That it will not go into this, politely."""
    return pick(_voices(persona)[0].refusals, persona.name, message, "refusal")


def _speech(persona: Persona) -> Speech:
    return _SPEECHES[persona.language]


def _voices(persona: Persona) -> tuple[Voice, Voice]:
    first, second = manners(persona)
    return _speech(persona).voices[first], _speech(persona).voices[second]


def _regrets(persona: Persona) -> bool:
    return persona.approach is Approach.COMPLAINT and sells(persona.post)


def _topics(persona: Persona) -> str:
    """What it can help with, in the words of the reply's language."""
    speech = _speech(persona)
    known = [topic for topic in persona.expertise if suits(topic, persona.language, persona.home)]
    return _listed(known[:3], speech.conjunction) or speech.subjects[persona.post]


def _closer(persona: Persona, voice: Voice, message: str, body: str) -> str:
    seed = (persona.name, message)
    for mention in persona.understood.mentions:
        if _calls_for(mention, message, body):
            return pick(voice.mentions, *seed, mention.name).format(name=mention.name)
    if signature := _signature(persona, message):
        return signature
    return pick((*voice.closers, *_speech(persona).post_closers[persona.post]), *seed, "closer")


def _calls_for(mention: Mention, message: str, body: str) -> bool:
    """Whether a name is to be mentioned here: its subject comes up and the quotes do not name it already."""
    named = names((mention.name,))
    if named.finds(body):
        return False
    subject = stems(content_words(mention.when or mention.name))
    return named.finds(message) or not subject.isdisjoint(stems(content_words(f"{message} {body}")))


def _signature(persona: Persona, message: str) -> str:
    if (
        not persona.signature_phrases
        or persona.approach is Approach.COMPLAINT
        or pick("x" + "-" * (_SIGNATURE_EVERY - 1), persona.name, message, "sign") != "x"
    ):
        return ""
    return pick(persona.signature_phrases, persona.name, message, "phrase")


def _fitting(persona: Persona, line: str, more: str) -> str:
    both = f"{line} {more}".rstrip()
    return both if len(both) <= persona.max_characters else cut(line, persona.max_characters)


def _listed(items: Sequence[str], conjunction: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"
