"""Voices: sets of ready-made frames for the twin's own words, chosen by the persona's tone."""

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import msgspec

from vito_plugin_conversation.intents import Courtesy
from vito_plugin_conversation.language import fold
from vito_plugin_conversation.persona import Persona, Post

Lines = tuple[str, ...]


class Manner(StrEnum):
    WARM = "warm"
    ENERGETIC = "energetic"
    FORMAL = "formal"
    CALM = "calm"
    HUMOROUS = "humorous"
    PLAIN = "plain"


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of one manner in one language. None of them states anything about a product or claims to have
    used one.

    `lead_ins` come right before a quote; `offers` hold {topics}, `mentions` {name}, `handovers` {team}: they pass
    a buyer's wish on and promise neither a time nor a price.
    """

    openers: Lines
    lead_ins: Lines
    closers: Lines
    mentions: Lines
    unknown: Lines
    offers: Lines
    handovers: Lines
    courtesies: dict[Courtesy, Lines]
    refusals: Lines


class Speech(msgspec.Struct, frozen=True, kw_only=True):
    """All voices of one language and the lines that are the same in every voice. `{name}` is the twin's."""

    voices: dict[Manner, Voice]
    post_closers: dict[Post, Lines]
    subjects: dict[Post, str]
    """What it can help with where the persona names no expertise."""
    disclosure: str
    disclosure_short: str
    """For names so long that the other would not fit."""
    identity: Lines
    regrets: Lines
    """For complaints that no page answers."""
    neutral: Lines
    """For those who want to sell something themselves."""
    team: str
    """A brand's team, by {name}."""
    teams: dict[Post, str]
    """The team where no brand is named, for those who sell."""
    conjunction: str


_SIGNS: Final = {
    Manner.WARM: ("warm friend kind caring welcom approach empath cercan calid amable amistos carinos empat"),
    Manner.ENERGETIC: (
        "energ enthus passion excit vibrant bold dynamic lively upbeat motivat entusias apasion dinamic vibrante"
    ),
    Manner.FORMAL: (
        "formal profession authorit precis execut serious expert corporat polite profes serio precis educad autorid"
    ),
    Manner.CALM: ("calm gentle patient sooth thought relax measured reassur tranquil seren pacien pausad sosegad"),
    Manner.HUMOROUS: ("humor humour funny wit playful jok ironic cheeky sarcas gracios divertid iron bromist jugueton"),
}


def manners(persona: Persona) -> tuple[Manner, Manner]:
    """The manner of speaking and a second one that colours it; the tone's words count before the traits'."""
    described = fold(" ".join((persona.tone, *persona.traits))).replace(",", " ").split()
    found = [
        manner
        for word in described
        for manner, signs in _SIGNS.items()
        if any(word.startswith(sign) for sign in signs.split())
    ]
    ranked = list(dict.fromkeys(found)) or [Manner.PLAIN]
    return ranked[0], ranked[1] if len(ranked) > 1 else ranked[0]


def pick(lines: Sequence[str], *seed: str) -> str:
    """One of the lines, always the same one for the same seed: replies vary, yet can be foretold."""
    digest = hashlib.blake2b("\x1f".join(seed).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return lines[int.from_bytes(digest) % len(lines)]
