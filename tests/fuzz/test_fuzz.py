"""The fuzz run, small and seeded; `make fuzz` runs it in full. And what it would say of planted faults."""

from pathlib import Path

import pytest
import requests

from tests.fuzz.__main__ import naughty_strings
from tests.fuzz.excused import NEVER_CARRIED_OUT, NEVER_COMES_BACK, NOT_TO_THE_LETTER
from tests.fuzz.fitting import operations
from tests.fuzz.ground import DOCUMENT, Ground, served
from tests.fuzz.naughty import fields_of, fuzz_texts
from tests.fuzz.operations import fuzz_operations
from tests.fuzz.report import Report
from tests.fuzz.residents import Resident
from vito_core.embedded.postgres import PostgresAddress

TALENTS = "POST /v1/talents"


@pytest.fixture(scope="module")
def ground(postgres: PostgresAddress, temporal: str, tmp_path_factory: pytest.TempPathFactory):
    with served(postgres, tmp_path_factory.mktemp("fuzz"), temporal) as made:
        yield made


def told(report: Report) -> str:
    return "\n".join(map(str, report.findings[:10]))


def asked(ground: Ground, only: str) -> Report:
    report = Report()
    fuzz_operations(ground, report, examples=1, number=20, say=lambda _: None, only=only)
    return report


def thrown(ground: Ground, strings: list[str], only: str = TALENTS) -> Report:
    report = Report()
    fuzz_texts(ground, report, strings, say=lambda _: None, only=only, hashed=2, enough=1)
    return report


def test_no_operation_answers_with_a_server_error_or_what_it_does_not_document(ground: Ground):
    report = asked(ground, "")
    assert report.clean, told(report)
    labels = {each.label for each in operations(ground.document)}
    assert set(report.succeeded) == labels - NEVER_CARRIED_OUT.keys()


@pytest.mark.data
def test_naughty_strings_come_back_to_the_letter_or_are_refused(ground: Ground, real_data: Path):
    report = thrown(ground, naughty_strings(every=80), only="")
    assert report.clean, told(report)
    assert set(report.came_back) == set(fields_of(ground)) - NEVER_COMES_BACK.keys()


def test_every_excuse_names_what_there_is_and_says_why(ground: Ground):
    assert NEVER_CARRIED_OUT.keys() <= {each.label for each in operations(ground.document)}
    assert {*NEVER_COMES_BACK, *NOT_TO_THE_LETTER} <= set(fields_of(ground))
    assert all({**NEVER_CARRIED_OUT, **NEVER_COMES_BACK, **NOT_TO_THE_LETTER}.values())


def test_what_does_not_come_back_and_what_fails_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch):
    ask = ground.client.request

    def spoiled(*arguments, **more):
        answer = ask(*arguments, **more)
        if answer.is_success:
            answer._content = answer.content.replace(b"naughty", b"nice")
        else:
            answer.status_code = 500
        return answer

    monkeypatch.setattr(ground.client, "request", spoiled)
    report = thrown(ground, ["naughty", ""], "POST /v1/twins")
    assert any("greeting" in each.operation for each in report.round_trip_failures), "an optional, nested one"
    assert report.server_errors


def test_a_field_of_which_nothing_comes_back_is_found(ground: Ground):
    report = thrown(ground, ["\x00"])
    assert [each.operation for each in report.round_trip_failures] == [f"{TALENTS} name"]


def test_an_excuse_that_is_not_needed_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(NEVER_COMES_BACK, f"{TALENTS} name", "none")
    assert "without need" in told(thrown(ground, ["a talent"]))
    monkeypatch.setitem(NEVER_CARRIED_OUT, TALENTS, "none")
    assert "without need" in told(asked(ground, TALENTS))


def test_an_operation_that_is_never_carried_out_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Resident, "credential", lambda *_: "vito_unknown")
    report = asked(ground, TALENTS)
    assert [each.operation for each in report.undocumented] == [TALENTS]


@pytest.mark.parametrize(("status", "kind"), [(500, "server_errors"), (418, "undocumented")])
def test_an_answer_that_is_not_documented_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch, status, kind):
    send = requests.Session.send

    def spoiled(*arguments, **more):
        answer = send(*arguments, **more)
        if DOCUMENT not in answer.url:
            answer.status_code = status
        return answer

    monkeypatch.setattr(requests.Session, "send", spoiled)
    assert getattr(asked(ground, TALENTS), kind)
