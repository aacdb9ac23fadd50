"""What a question asks for: its content words, in all their forms; nothing for chatter."""

import asyncio
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vito_plugin_knowledge.embedder import DIMENSIONS, HashingEmbedder, hashed
from vito_plugin_knowledge.glossary import LONGEST_PHRASE, SPANISH_TO_ENGLISH
from vito_plugin_knowledge.language import language_of
from vito_plugin_knowledge.synonyms import ENGLISH_TO_ENGLISH
from vito_plugin_knowledge.terms import MOST_TERMS, signature, terms_of, vocabulary
from vito_plugin_knowledge.words import fold, rough_stem


def forms(question: str) -> list[set[str]]:
    return [{form.partition(":")[2] for form in term.forms} for term in terms_of(question).terms]


@pytest.mark.parametrize(
    "text", ["", "hi, thanks!", "hola, ¿qué tal?", "😂😂", "@someone https://example.org", "a", "¿?"]
)
def test_no_content_words(text: str):
    assert terms_of(text).terms == ()


def test_english_question():
    assert forms("How do I connect Instagram?") == [{"connect"}, {"instagram"}]


def test_spanish_question_is_expanded_to_english():
    schedule, post = forms("¿cómo programo una publicación?")
    assert {"programo", "schedule"} <= schedule
    assert {"publicación", "publicacion", "post"} <= post


def test_phrases_are_one_term():
    assert [{"cli", "command"} <= each for each in forms("¿se puede usar desde la línea de comandos?")] == [True]
    assert [{"downgrade"} <= each for each in forms("¿qué pasa si bajo de plan?")] == [True]


def test_configs_follow_the_language():
    def configs(question: str) -> set[str]:
        return {form.partition(":")[0] for term in terms_of(question).terms for form in term.forms}

    assert configs("how does pricing work") == {"english", "simple"}
    assert configs("¿cuándo abre la oficina de Madrid?") == {"spanish", "simple"}
    assert configs("kubernetes?") == {"english", "spanish", "simple"}


def test_only_what_is_asked_counts_as_asked():
    terms = terms_of("Love this! How do I connect my linkedin page?").terms
    assert [(term.forms[0], term.asked) for term in terms] == [
        ("english:love", False),
        ("english:connect", True),
        ("english:linkedin", True),
        ("english:page", True),
    ]


def test_one_word_of_a_long_remark_is_not_the_question():
    assert not any(term.asked for term in terms_of("Grint is superb. Wonderful acting. When's it online?").terms)


def test_do_you_support_x_asks_for_x():
    assert forms("do you support webhooks?") == [{"webhooks"}]
    assert any("support" in each for each in forms("how do I get support?"))


def test_the_platform_called_x():
    assert {"x"} in forms("can I post to X?")


def test_long_texts_are_bounded():
    assert len(terms_of(" ".join(f"word{i}" for i in range(5000))).terms) == MOST_TERMS


@pytest.mark.parametrize(
    "words",
    [
        "programar programo programa programada programación programaciones programando",
        "publicar publico publicación publicaciones publique publicamos",
        "pagar pago pagos pague pagando",
        "connect connects connected connecting",
        "conectar conecto conectarse",
    ],
)
def test_rough_stems(words: str):
    assert len({rough_stem(fold(word)) for word in words.split()}) == 1


def test_glossary_is_well_formed():
    for table in (SPANISH_TO_ENGLISH, ENGLISH_TO_ENGLISH):
        for key, others in table.items():
            assert 1 <= len(key) <= LONGEST_PHRASE
            assert others
            assert all(other and " " not in other and other.isascii() for other in others), key
    assert len(SPANISH_TO_ENGLISH) >= 150


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How do I connect my account to the calendar?", "en"),
        ("¿Cómo conecto mi cuenta con el calendario?", "es"),
        ("como conecto mi cuenta con el calendario", "es"),
        ("Instagram TikTok", ""),
        ("", ""),
    ],
)
def test_languages(text: str, language: str):
    assert language_of(text) == language


def likeness(one: str, other: str) -> float:
    a, b = int(signature(one), 2), int(signature(other), 2)
    return 2 * (a & b).bit_count() / (a.bit_count() + b.bit_count())


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("instagran", "instagram"), ("shedule", "schedule"), ("pinterst", "pinterest"), ("publicacion", "publicación")],
)
def test_misspelt_words_are_like_the_right_ones(wrong: str, right: str):
    assert likeness(wrong, right) >= 0.65


@pytest.mark.parametrize(("one", "other"), [("amazing", "amazon"), ("grateful", "greatest"), ("running", "runtime")])
def test_other_words_are_not(one: str, other: str):
    assert likeness(one, other) < 0.65


def test_vocabulary_has_words_only():
    assert vocabulary(["The Calendar has 24 slots, año nuevo; https://x.org/abc-def"]) == {
        "calendar",
        "slots",
        "nuevo",
        "https",
    }


def test_vectors_have_length_one_and_see_spelling():
    vector = hashed("Schedule posts for Instagram")
    assert len(vector) == DIMENSIONS
    assert math.isclose(sum(value * value for value in vector), 1.0)
    assert set(hashed("the and of")) == {0.0}

    def close(text: str) -> float:
        return sum(a * b for a, b in zip(vector, hashed(text), strict=True))

    assert close("scheduling a post on instagran") > 0.4 > close("refund my money")


def test_vectors_are_the_same_in_every_process():
    text = "¿Cómo programo una publicación? Schedule it."
    here = asyncio.run(HashingEmbedder().embed([text]))[0]
    many = asyncio.run(HashingEmbedder().embed([text] * 5))
    assert many == [here] * 5
    program = f"from vito_plugin_knowledge.embedder import hashed; print(hashed({text!r}))"
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        other = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
            cwd=Path(__file__).parent,
        )
        assert other.stdout.strip() == str(here)


def test_for_how_many_is_not_what_is_asked():
    asked = [term.word for term in terms_of("What would Acme cost for a team of 12 people?").terms]
    assert asked == [term.word for term in terms_of("What would Acme cost?").terms]
    assert terms_of("¿Cuánto cuesta para 5 personas?").terms == terms_of("¿Cuánto cuesta?").terms
