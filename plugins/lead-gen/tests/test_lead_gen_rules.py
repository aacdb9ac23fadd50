"""What the rules say about sentences, one principle at a time."""

import csv
import json
from collections import Counter
from pathlib import Path
from time import process_time

import pytest

from vito_plugin_lead_gen.rules.normalise import MAX_CHARACTERS, Normalised
from vito_plugin_lead_gen.rules.scorer import Scorer, clauses
from vito_plugin_lead_gen.rules.signals import Group, Signal, compile_signals
from vito_plugin_lead_gen.rules.typos import corrected

PHRASES = Path(__file__).parent / "data" / "phrases.tsv"
"""Label, language, text: written while the rules were made, so they say that nothing got lost, not how good it is."""
DEV = Path(__file__).parents[3] / "tests" / "data" / "leads"


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


@pytest.mark.parametrize(
    "text",
    [
        "precio?",
        "PRICE???",
        "info pls",
        "how much",
        "how mcuh for 3",
        "presio xfa",
        "cuánto sale por mes?",
        "Cuanto cuesta",
        "me interesa 🙋‍♀️",
        "demo please",
        "Tell me more about your product",
        "hola, demo please para 8 personas",
        "We are a team of 12 and need a scheduling tool before January",
        "Necesitamos algo así para nuestro equipo de 20 vendedores",
        "who do I talk to in sales?",
        "shut up and take my money",
        "¿Dónde me registro?",
        "intrested, send info",
        "I wasn't convinced at first but now I want to try it, how does the trial work?",
        "talk to sales button does nothing on my phone. can one of you text me? need this for my clinic",
    ],
)
def test_leads(scorer: Scorer, text: str) -> None:
    assert scorer.assess(text, 50).is_lead


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("Not interested, thanks", None),
        ("no me interesa una demo, gracias", None),
        ("Your demo crashed twice", None),
        ("I wouldn't buy this if you paid me", None),
        ("That's the price of fame", None),
        ("El precio de la fama", None),
        ("I asked for a demo last month", None),
        ("my cousin asked for a quote", None),
        ("This quote is everything", None),
        ('they said "send me a quote"', None),
        ("How do I cancel my subscription?", "customer_already"),
        ("cómo cancelo mi plan? cuánto cuesta darlo de baja", "customer_already"),
        ("Are you hiring? I'd love to join your sales team", "job_seeker_or_recruiter"),
        ("We help brands like yours grow, DM us for pricing", "vendor_pitch"),
        ("Gana 500 dólares desde casa, pide info por privado", "spam"),
        ("Sí claro, justo lo que necesitaba, cuánto cuesta 🙄", "sarcasm"),
        ("For my thesis: what is the price of each plan?", "schoolwork_or_press"),
        ("Where did you get that jacket? How much was it, I want it", "something_else"),
        ("was charged twice, scam, who do I talk to?", "complaint"),
    ],
)
def test_near_misses(scorer: Scorer, text: str, against: str | None) -> None:
    found = scorer.assess(text, 50)
    assert not found.is_lead
    if against is not None:
        assert any(reason.code == against and reason.points < 0 for reason in found.reasons)


@pytest.mark.parametrize("text", ["", " ", "first!", "jajaja", "So true 👏", "I need coffee", "🔥" * 50])
def test_chatter_scores_nothing_much(scorer: Scorer, text: str) -> None:
    assert scorer.assess(text, 50).score < 50


def test_a_negated_clause_leaves_the_others_alone(scorer: Scorer) -> None:
    found = scorer.assess("I don't need a demo, but how much is it for 20 users?", 50)
    assert found.is_lead
    assert "asks_demo" not in {reason.code for reason in found.reasons}


def test_quotes_are_the_contacts_own_words(scorer: Scorer) -> None:
    text = "¡¡Holaaa!!  ¿CUÁNTO   cuesta   para 20 personas?"
    found = scorer.assess(text, 50)
    by_code = {reason.code: reason.quote for reason in found.reasons}
    assert by_code["asks_price"] == "CUÁNTO   cuesta"
    assert all(reason.quote in text for reason in found.reasons)


def test_weightiest_reason_first_and_score_is_their_sum_within_bounds(scorer: Scorer) -> None:
    found = scorer.assess("How do I add a second user to my plan? I can't find it in settings", 50)
    points = [reason.points for reason in found.reasons]
    assert points == sorted(points, key=abs, reverse=True)
    assert found.score == max(0, min(100, sum(p for p in points if p > 0)) + sum(p for p in points if p < 0))


def test_the_threshold_decides(scorer: Scorer) -> None:
    text = "does it work offline?"
    score = scorer.assess(text, 50).score
    assert scorer.assess(text, score).is_lead
    assert not scorer.assess(text, score + 1).is_lead


def test_only_the_beginning_is_read(scorer: Scorer) -> None:
    assert scorer.assess("so true. " * (MAX_CHARACTERS // 9 + 1) + "How much is it?", 50).score == 0


@pytest.mark.parametrize("half", ["dev"])
def test_thresholds_with_room_on_strangers_sentences(scorer: Scorer, half: str) -> None:
    labels = {row["id"]: row["label"] for row in _rows(DEV / f"{half}.labels.jsonl")}
    comments = _rows(DEV / f"{half}.comments.jsonl")
    rates = _rates(scorer, [(labels[row["id"]], row["lang"], row["text"]) for row in comments])
    assert min(rates["lead", "en"], rates["lead", "es"]) >= 0.95
    assert max(rates["near_miss", "en"], rates["near_miss", "es"]) <= 0.08
    assert max(rates["noise", "en"], rates["noise", "es"]) <= 0.02


def test_nothing_got_lost_of_what_the_rules_were_made_with(scorer: Scorer) -> None:
    with PHRASES.open(encoding="utf-8") as file:
        rates = _rates(scorer, [(label, language, text.rstrip("\n")) for label, language, text in map(_split, file)])
    assert min(rates["lead", "en"], rates["lead", "es"]) >= 0.94
    assert max(rates["near_miss", "en"], rates["near_miss", "es"]) <= 0.08
    assert max(rates["noise", "en"], rates["noise", "es"]) <= 0.04


@pytest.mark.data
@pytest.mark.parametrize("name", ["vader_human_rated_tweets.csv", "vader_human_rated_amazon_reviews.csv"])
def test_one_in_two_hundred_of_real_chatter_at_most(scorer: Scorer, real_data: Path, name: str) -> None:
    with (real_data / "social" / name).open(encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    taken = sum(scorer.assess(text, 50).is_lead for text in texts)
    assert taken / len(texts) <= 0.005


@pytest.mark.parametrize(
    "piece", ["how much ", "can i ", "send me the ", "(", "a ", "quiero me la ", '" a', "1 - ", "a"]
)
def test_time_grows_with_the_text_and_no_faster(scorer: Scorer, piece: str) -> None:
    half, whole = piece * (1000 // len(piece)), piece * (2000 // len(piece))
    scorer.assess(whole, 50)
    shorter = min(_seconds(scorer, half) for _ in range(5))
    longer = min(_seconds(scorer, whole) for _ in range(5))
    assert longer < 4 * shorter + 0.05


def test_normalised_text_knows_its_way_back() -> None:
    text = "  Quiero  una COTIZACIÓN, pls!! @ana http://x.io/y"
    normal = Normalised(text)
    assert normal.text == " quiero una cotizacion , please ! @x urlx "
    start = normal.text.index("cotizacion")
    assert normal.quote(start, start + len("cotizacion")) == "COTIZACIÓN"
    assert normal.quote(normal.text.index("please"), len(normal.text)) == "pls!! @ana http://x.io/y"


def test_clauses_cover_the_text() -> None:
    text = Normalised("I like it, but no. ¿Cuánto cuesta? and how do I buy").text
    found = [text[start:end].strip() for start, end in clauses(text)]
    assert found == ["i like it ,", "but", "no .", "¿", "cuanto cuesta ?", "and", "how do i buy"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("prcing", "pricing"),
        ("informaicon", "informacion"),
        ("interezado", "interesado"),
        ("cotizasion", "cotizacion"),
        ("prince", "prince"),
        ("precious", "precious"),
        ("premios", "premios"),
        ("costco", "costco"),
        ("demo", "demo"),
    ],
)
def test_slips_are_mended_and_words_are_not(written: str, meant: str) -> None:
    assert corrected(written) == meant


def test_a_macro_that_does_not_exist_is_named() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        compile_signals([Signal(Group.INTENT, "x", 1, "want <nowhere>")], {})


def _split(line: str) -> tuple[str, str, str]:
    label, language, text = line.rstrip("\n").split("\t")
    return label, language, text


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _rates(scorer: Scorer, rows: list[tuple[str, str, str]]) -> dict[tuple[str, str], float]:
    total: Counter[tuple[str, str]] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    for label, language, text in rows:
        total[label, language] += 1
        taken[label, language] += scorer.assess(text, 50).is_lead
    return {key: taken[key] / count for key, count in total.items()}


def _seconds(scorer: Scorer, text: str) -> float:
    start = process_time()
    scorer.assess(text, 50)
    return process_time() - start
