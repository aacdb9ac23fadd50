"""The fuzz run, small and seeded; `make fuzz` runs it in full. And what it would say of planted faults."""

from pathlib import Path

import pytest

from tests.fuzz.__main__ import naughty_strings
from tests.fuzz.ground import Ground, served
from tests.fuzz.naughty import fuzz_texts, text_fields
from tests.fuzz.operations import fuzz_operations
from tests.fuzz.report import Report
from vito_core.embedded.postgres import PostgresAddress


@pytest.fixture(scope="module")
def ground(postgres: PostgresAddress, temporal: str, tmp_path_factory: pytest.TempPathFactory):
    with served(postgres, tmp_path_factory.mktemp("fuzz"), temporal) as made:
        yield made


def told(report: Report) -> str:
    return "\n".join(map(str, report.findings[:10]))


def test_no_operation_answers_with_a_server_error_or_what_it_does_not_document(ground: Ground):
    report = Report()
    fuzz_operations(ground, report, examples=2, number=20, say=lambda _: None)
    assert report.clean, told(report)
    assert len(report.operations) == sum(len(each) for each in ground.document["paths"].values())


@pytest.mark.data
def test_naughty_strings_come_back_to_the_letter_or_are_refused(ground: Ground, real_data: Path):
    report = Report()
    fuzz_texts(ground, report, naughty_strings()[::45], say=lambda _: None)
    assert report.clean, told(report)
    assert len(list(text_fields(ground.document))) > 20


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
    report = Report()
    fuzz_texts(ground, report, ["naughty", ""], say=lambda _: None, only="POST /v1/twins")
    assert report.round_trip_failures
    assert report.server_errors
