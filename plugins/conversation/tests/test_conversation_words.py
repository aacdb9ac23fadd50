from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pluggy
import pytest

from vito_contracts.capabilities import capability_id
from vito_contracts.hooks import PROJECT, PluginSpec
from vito_contracts.manifest import read_manifest
from vito_contracts.twin import ContentRating
from vito_plugin_conversation import plugin
from vito_plugin_conversation.guidelines import Mention, understand
from vito_plugin_conversation.intents import Courtesy, read
from vito_plugin_conversation.language import answer_language, detect, fold
from vito_plugin_conversation.lexicon import profanity
from vito_plugin_conversation.persona import Post
from vito_plugin_conversation.settings import Settings
from vito_plugin_conversation.voices import Manner, Voice
from vito_plugin_conversation.voices_en import ENGLISH
from vito_plugin_conversation.voices_es import SPANISH
from vito_plugin_conversation.wishes import Wish, wish_of


@pytest.mark.parametrize(
    ("line", "avoid", "mentions", "focus"),
    [
        ("Mention Coca-Cola positively when relevant", (), (Mention("Coca-Cola"),), ()),
        ("Avoid mentioning competitors (Pepsi, etc.)", ("Pepsi",), (), ()),
        ("Focus on football and celebration themes", (), (), ("football", "celebration themes")),
        (
            "Mention Nike when discussing football gear",
            (),
            (Mention("Nike", "discussing football gear"),),
            (),
        ),
        ("Avoid mentioning Adidas, Puma", ("Adidas", "Puma"), (), ()),
        ("Evita mencionar a Pepsi y Red Bull.", ("Pepsi", "Red Bull"), (), ()),
        ("Never talk about Dev.to or Buffer", ("Dev.to", "Buffer"), (), ()),
        ("Menciona Postiz positivamente cuando sea relevante", (), (Mention("Postiz"),), ()),
        ("Use Andrés signature phrases", (), (), ()),
        ("Engage with football fans", (), (), ()),
    ],
)
def test_guidelines_are_understood(
    line: str, avoid: tuple[str, ...], mentions: tuple[Mention, ...], focus: tuple[str, ...]
) -> None:
    found = understand([line])
    assert (found.avoid, found.mentions, found.focus) == (avoid, mentions, focus)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How do I install it?", "en"),
        ("¿cómo lo instalo?", "es"),
        ("cuanto cuesta el plan", "es"),
        ("👍", None),
        ("Postiz", None),
    ],
)
def test_languages_are_told_apart(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_the_answer_follows_the_message_then_the_persona() -> None:
    assert answer_language("hola, ¿qué es?", "", "en-US") == "es"
    assert answer_language("👍", "", "es-MX") == "es"
    assert answer_language("👍", "", "de") == "en"
    assert answer_language("hola", "pt-BR", "es") == "es"


def test_folding_ignores_accents_case_and_hidden_letters() -> None:
    assert fold("PÉPSI\u200b \uff46\uff4f\uff4f it’s") == "pepsi foo it's"


@pytest.mark.parametrize(
    ("message", "wish"),
    [
        ("What is a channel?", Wish.DEFINITION),
        ("¿Qué es un canal?", Wish.DEFINITION),
        ("How do I add one?", Wish.STEPS),
        ("¿Cómo puedo añadir uno?", Wish.STEPS),
        ("how much is it", Wish.PRICE),
        ("¿cuánto cuesta?", Wish.PRICE),
        ("how many users", Wish.NUMBER),
        ("when does it start", Wish.TIME),
        ("tell me more about your product", Wish.OVERVIEW),
        ("cuéntame más", Wish.OVERVIEW),
    ],
)
def test_the_kind_of_answer_is_read(message: str, wish: Wish) -> None:
    assert wish_of(message) is wish


def test_courtesies_are_read() -> None:
    assert read("gracias!!").courtesy is Courtesy.THANKS
    assert read("How are you?").courtesy is Courtesy.GREETING
    assert read("How are you?").bare
    assert not read("info").bare
    assert read("Are you a bot or what").asks_identity
    assert not read("are you open on Sunday?").asks_identity


@pytest.mark.parametrize("speech", [ENGLISH, SPANISH], ids=["en", "es"])
def test_every_voice_is_complete_clean_and_claims_nothing(speech: Any) -> None:
    assert set(speech.voices) == set(Manner)
    assert set(speech.post_closers) == set(speech.subjects) == set(Post)
    seen: set[str] = set()
    for voice in speech.voices.values():
        assert set(voice.courtesies) == set(Courtesy)
        lines = [line for field in Voice.__struct_fields__ if field != "courtesies" for line in getattr(voice, field)]
        lines += [line for courtesies in voice.courtesies.values() for line in courtesies]
        assert not seen & set(lines), "two voices share a line"
        seen |= set(lines)
    everything = " ".join(seen)
    assert not profanity(ContentRating.G).finds(everything)
    experience = (
        "i use ",
        "i used",
        "i've used",
        "i tried",
        "i bought",
        "yo uso",
        "lo uso",
        "usé",
        "probé",
        "compré",
    )
    assert not any(claim in everything.lower() for claim in experience)
    assert all("{topics}" in offer for voice in speech.voices.values() for offer in voice.offers)
    assert all("{name}" in line for voice in speech.voices.values() for line in voice.mentions)
    assert all("{team}" in line for voice in speech.voices.values() for line in voice.handovers)
    assert all(len(voice.handovers) > 2 for voice in speech.voices.values())
    assert not any(char.isdigit() or char in "$€" for char in everything)


def test_the_manifest_is_valid() -> None:
    manifest = read_manifest(Path(plugin.__file__).with_name("plugin.toml"))
    assert manifest.id == "conversation"
    assert manifest.capabilities == ("conversation", "guardrail")
    assert manifest.requires == ("knowledge-search",)
    assert manifest.level == "binding"
    assert not manifest.personal_data
    assert manifest.contract_fits()


def test_the_plugin_registers_what_it_promises() -> None:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(PluginSpec)
    services: Any = SimpleNamespace(secrets=None)
    manager.register(plugin.Conversation(services, Settings()))
    manager.check_pending()
    offers = [offer for offered in manager.hook.capabilities() for offer in offered]
    assert [(capability_id(o.protocol), o.name) for o in offers] == [
        ("conversation", ""),
        ("guardrail", "persona"),
    ]


def test_fault_codes_are_words() -> None:
    from vito_plugin_conversation.errors import FaultCode

    assert all(code.replace("_", "").isalpha() for code in get_args(FaultCode))
