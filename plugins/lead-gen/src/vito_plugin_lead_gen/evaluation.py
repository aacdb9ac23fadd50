"""Measures lead detection against labelled comments: `vito eval leads --comments F --labels F`."""

import argparse
import csv
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from vito_plugin_lead_gen.rules.scorer import Scorer
from vito_plugin_lead_gen.settings import Settings


class EvaluationError(ValueError):
    """An input file cannot be used; the text names file, line and remedy."""


class Label(StrEnum):
    LEAD = "lead"
    NEAR_MISS = "near_miss"
    NOISE = "noise"


_SYNONYMS = {
    "lead": Label.LEAD,
    "positive": Label.LEAD,
    "true": Label.LEAD,
    "1": Label.LEAD,
    "near_miss": Label.NEAR_MISS,
    "near-miss": Label.NEAR_MISS,
    "nearmiss": Label.NEAR_MISS,
    "noise": Label.NOISE,
    "negative": Label.NOISE,
    "false": Label.NOISE,
    "0": Label.NOISE,
}


class LabelledComment(msgspec.Struct, frozen=True, kw_only=True):
    """A line of comments.jsonl; other keys are ignored. `lang` absent counts as "other"."""

    id: str
    text: str
    lang: str = "other"


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """Shares from 0 to 1; None where there is nothing to count."""

    comments: int
    recall: float | None
    near_miss_rate: float | None
    false_lead_rate: float | None


class EvalReport(msgspec.Struct, frozen=True, kw_only=True):
    """`recall`: leads found of all leads. `near_miss_rate`, `false_lead_rate`: near misses and noise taken for leads.

    `missed` and `false_leads` hold ids; `unlabelled` and `unknown_labels` those that stand in one file only.
    """

    threshold: int
    counts: dict[str, int]
    recall: float | None
    near_miss_rate: float | None
    false_lead_rate: float | None
    precision: float | None
    by_language: dict[str, Rates]
    missed: list[str]
    false_leads: list[str]
    unlabelled: list[str]
    unknown_labels: list[str]


class _Judged(msgspec.Struct, frozen=True):
    id: str
    language: str
    label: Label
    is_lead: bool


def evaluate(comments: Path, labels: Path, threshold: int | None = None) -> EvalReport:
    """Raises `EvaluationError`."""
    threshold = threshold or Settings().threshold
    texts, wanted = _read_comments(comments), _read_labels(labels)
    scorer = Scorer()
    judged = [
        _Judged(each.id, each.lang or "other", wanted[each.id], scorer.assess(each.text, threshold).is_lead)
        for each in texts
        if each.id in wanted
    ]
    ids = {each.id for each in texts}
    return EvalReport(
        threshold=threshold,
        counts={label.value: sum(1 for each in judged if each.label is label) for label in Label},
        recall=_share(judged, Label.LEAD),
        near_miss_rate=_share(judged, Label.NEAR_MISS),
        false_lead_rate=_share(judged, Label.NOISE),
        precision=_precision(judged),
        by_language={name: _rates(judged, name) for name in sorted({each.language for each in judged})},
        missed=[each.id for each in judged if each.label is Label.LEAD and not each.is_lead],
        false_leads=[each.id for each in judged if each.label is not Label.LEAD and each.is_lead],
        unlabelled=[each.id for each in texts if each.id not in wanted],
        unknown_labels=sorted(set(wanted) - ids),
    )


def command(arguments: list[str]) -> int:
    """The command line; returns the exit code (2: an input cannot be used)."""
    parser = argparse.ArgumentParser(prog="vito eval leads", description="Measure lead detection.")
    parser.add_argument("--comments", type=Path, required=True, help="JSON lines with id, text, lang")
    parser.add_argument("--labels", type=Path, required=True, help="JSON lines with id and label (or is_lead), or CSV")
    parser.add_argument("--threshold", type=int, help="score from which an interaction is a lead (default: 50)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args(arguments)
    try:
        report = evaluate(given.comments, given.labels, given.threshold)
    except EvaluationError as error:
        sys.stderr.write(f"vito: {error}\n")
        return 2
    text = msgspec.json.format(msgspec.json.encode(report)).decode() if given.json else _table(report)
    sys.stdout.write(text + "\n")
    return 0


def _table(report: EvalReport) -> str:
    rows = [("all", _as_rates(report)), *report.by_language.items()]
    lines = [f"{'':8} {'comments':>8} {'recall':>8} {'near misses':>12} {'noise':>8}"]
    for name, rates in rows:
        shown = [_percent(each) for each in (rates.recall, rates.near_miss_rate, rates.false_lead_rate)]
        lines.append(f"{name:8} {rates.comments:8} {shown[0]:>8} {shown[1]:>12} {shown[2]:>8}")
    lines.append(f"precision {_percent(report.precision)}, threshold {report.threshold}")
    lines += [
        f"{name.replace('_', ' ')}: {', '.join(found)}"
        for name in ("missed", "false_leads", "unlabelled", "unknown_labels")
        if (found := getattr(report, name))
    ]
    return "\n".join(lines)


def _as_rates(report: EvalReport) -> Rates:
    return Rates(
        comments=sum(report.counts.values()),
        recall=report.recall,
        near_miss_rate=report.near_miss_rate,
        false_lead_rate=report.false_lead_rate,
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _share(judged: list[_Judged], label: Label) -> float | None:
    """Of the comments with this label, how many were taken for leads."""
    found = [each.is_lead for each in judged if each.label is label]
    return round(sum(found) / len(found), 4) if found else None


def _precision(judged: list[_Judged]) -> float | None:
    right = [each.label is Label.LEAD for each in judged if each.is_lead]
    return round(sum(right) / len(right), 4) if right else None


def _rates(judged: list[_Judged], language: str) -> Rates:
    own = [each for each in judged if each.language == language]
    return Rates(
        comments=len(own),
        recall=_share(own, Label.LEAD),
        near_miss_rate=_share(own, Label.NEAR_MISS),
        false_lead_rate=_share(own, Label.NOISE),
    )


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise EvaluationError(f"{path}: no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: cannot be read as UTF-8 text") from error
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _read_comments(path: Path) -> list[LabelledComment]:
    found: dict[str, LabelledComment] = {}
    for number, line in _lines(path):
        try:
            comment = msgspec.json.decode(line, type=LabelledComment)
        except msgspec.DecodeError as error:
            raise EvaluationError(f"{path}:{number}: {error}") from error
        if comment.id in found:
            raise EvaluationError(f"{path}:{number}: id {comment.id!r} stands in an earlier line already")
        found[comment.id] = comment
    return list(found.values())


def _read_labels(path: Path) -> dict[str, Label]:
    lines = _lines(path)
    if lines and not lines[0][1].lstrip().startswith("{"):
        return _read_csv_labels(path, lines)
    found: dict[str, Label] = {}
    for number, line in lines:
        try:
            row: Any = msgspec.json.decode(line)
            found[str(row["id"])] = _label(row.get("label", row.get("kind", row.get("is_lead"))))
        except (msgspec.DecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
            raise EvaluationError(
                f'{path}:{number}: wants {{"id": …, "label": "lead|near_miss|noise"}} or "is_lead": true|false'
            ) from error
    return found


def _read_csv_labels(path: Path, lines: list[tuple[int, str]]) -> dict[str, Label]:
    found: dict[str, Label] = {}
    for number, line in lines:
        row = next(csv.reader([line]))
        if number == lines[0][0] and row[0].strip().lower() == "id":
            continue
        try:
            found[row[0].strip()] = _label(row[1])
        except (IndexError, ValueError) as error:
            raise EvaluationError(f"{path}:{number}: wants id,label with lead, near_miss or noise") from error
    return found


def _label(value: Any) -> Label:
    known = _SYNONYMS.get(str(value).strip().lower())
    if known is None:
        raise ValueError(f"unknown label {value!r}")
    return known
