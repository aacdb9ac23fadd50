"""`vito eval leads`: thresholds on sentences written by people who had not seen the rules, and clear errors."""

import csv
import json
from pathlib import Path

import pytest

from vito_plugin_lead_gen.evaluation import EvaluationError, command, evaluate
from vito_plugin_lead_gen.rules.scorer import Scorer

LEADS = Path(__file__).parents[3] / "tests" / "data" / "leads"


@pytest.mark.parametrize("half", ["dev", "final"])
def test_thresholds_hold_on_strangers_sentences(half):
    report = evaluate(LEADS / f"{half}.comments.jsonl", LEADS / f"{half}.labels.jsonl")
    assert report.counts == {"lead": 120, "near_miss": 100, "noise": 80}
    assert report.false_lead_rate <= 0.02
    assert report.near_miss_rate <= 0.20
    for language in ("en", "es"):
        assert report.by_language[language].recall >= 0.85


@pytest.mark.data
@pytest.mark.parametrize("name", ["vader_human_rated_tweets.csv", "vader_human_rated_amazon_reviews.csv"])
def test_real_chatter_does_not_become_leads(real_data, name):
    with (real_data / "social" / name).open(encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    scorer = Scorer()
    taken = sum(scorer.assess(text, 50).is_lead for text in texts)
    assert taken / len(texts) <= 0.02


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def comments(tmp_path):
    return write(
        tmp_path / "c.jsonl", {"id": "1", "text": "How much is it?", "lang": "en"}, {"id": "2", "text": "Nice"}
    )


@pytest.mark.parametrize(
    "rows",
    [
        ({"id": "1", "label": "lead"}, {"id": "2", "label": "noise"}),
        ({"id": "1", "is_lead": True}, {"id": "2", "is_lead": False}),
        ("id,label", "1,positive", "2,negative"),
    ],
)
def test_labels_come_in_several_shapes(tmp_path, comments, rows):
    report = evaluate(comments, write(tmp_path / "l", *rows))
    assert (report.recall, report.false_lead_rate, report.near_miss_rate) == (1.0, 0.0, None)


def test_ids_that_stand_in_one_file_only_are_named(tmp_path, comments):
    report = evaluate(comments, write(tmp_path / "l", {"id": "1", "label": "lead"}, {"id": "9", "label": "lead"}))
    assert (report.unlabelled, report.unknown_labels) == (["2"], ["9"])


def test_malformed_input_names_file_and_line(tmp_path, comments, capsys):
    labels = write(tmp_path / "l", {"id": "1", "label": "lead"}, {"id": "2", "label": "maybe"})
    with pytest.raises(EvaluationError, match=f"{labels}:2"):
        evaluate(comments, labels)
    with pytest.raises(EvaluationError, match=r"broken\.jsonl:1"):
        evaluate(write(tmp_path / "broken.jsonl", "{"), labels)
    assert command(["--comments", str(tmp_path / "none"), "--labels", str(labels)]) == 2
    assert "no such file" in capsys.readouterr().err


def test_the_command_prints_a_table_or_json(tmp_path, comments, capsys):
    labels = write(tmp_path / "l", {"id": "1", "label": "lead"}, {"id": "2", "label": "noise"})
    arguments = ["--comments", str(comments), "--labels", str(labels)]
    assert command(arguments) == 0
    assert "recall" in capsys.readouterr().out
    assert command([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["recall"] == 1.0
