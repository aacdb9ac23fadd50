"""Every operation of the OpenAPI document, asked with what fits it and with what does not: no 5xx, and every answer as
the document promises it."""

import random
from collections.abc import Callable
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.fuzz.excused import NEVER_CARRIED_OUT
from tests.fuzz.fitting import Operation, example_of, make_ready, operations, path_ids, query_of
from tests.fuzz.ground import DOCUMENT, Ground
from tests.fuzz.report import Finding, Report
from tests.fuzz.residents import BODY_IDS, MAKERS, Resident

AS_DOCUMENTED: list[Any] = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def fuzz_operations(
    ground: Ground, report: Report, *, examples: int, number: int, say: Callable[[str], None], only: str = ""
) -> None:
    """`examples`: how many of each kind (fitting, unfitting) for an operation, beside the document's own; `number`: the
    seed; `only`: operations whose label holds it."""
    platform = {"authorization": f"Bearer {ground.platform_key}"}
    schema = schemathesis.openapi.from_url(ground.url + DOCUMENT, headers=platform)
    told = {each.label: each for each in operations(ground.document)}
    with requests.Session() as session:
        asked = [each.ok() for each in schema.get_all_operations()]
        asked = [each for each in asked if only in each.label]
        for place, operation in enumerate(asked, start=1):
            say(f"operations {place}/{len(asked)}: {operation.label}")
            asker = Asker(ground, session, told[operation.label], report, number)
            asker.ask_as_told(operation)
            for mode in MODES:
                _fuzz_one(operation, mode, asker, examples, number)
            _judge(operation.label, report)


def _judge(label: str, report: Report) -> None:
    """What never succeeds is asked in vain."""
    if not report.succeeded[label] and label not in NEVER_CARRIED_OUT:
        report.undocumented.append(Finding(label, "never answered with a 2xx, though asked as its example says"))
    if report.succeeded[label] and label in NEVER_CARRIED_OUT:
        report.undocumented.append(Finding(label, "was carried out: NEVER_CARRIED_OUT names it without need"))


def _fuzz_one(operation: Any, mode: GenerationMode, asker: "Asker", examples: int, number: int) -> None:
    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        asker.ask(case)

    try:
        ask()
    except Exception as error:
        # Nothing unfitting can be made for an operation that takes anything.
        if "negative" not in str(error).lower() and type(error).__name__ != "Unsatisfiable":
            raise


class Asker:
    """Asks as a tenant that can have one of everything; every other time with the ids it owns."""

    def __init__(
        self, ground: Ground, session: requests.Session, operation: Operation, report: Report, number: int
    ) -> None:
        self._ground = ground
        self._session = session
        self._operation = operation
        self._resident = ground.resident_for(operation.label)
        self._report = report
        self._chance = random.Random(number)

    def ask_as_told(self, operation: Any) -> None:
        """With the document's example, ids that exist, and the credential that may."""
        resident, told = self._resident, self._operation
        make_ready(told, resident)
        body = example_of(told, resident)
        case = operation.Case(
            path_parameters=path_ids(told, resident),
            query=query_of(told, resident),
            **({"body": body, "media_type": "application/json"} if body is not None else {}),
        )
        self._send(case, resident.credential(told.needs), if_match=True)

    def ask(self, case: Any) -> None:
        if self._chance.random() < 0.7:
            self._put_ids(case, self._resident)
        key = self._resident.credential(self._operation.needs)
        if self._chance.random() < 0.15:
            key = self._resident.key if key == self._ground.platform_key else self._ground.platform_key
        # Without the version, every PATCH is refused for that alone.
        self._send(case, key, if_match=self._chance.random() < 0.8)

    def _put_ids(self, case: Any, resident: Resident) -> None:
        make_ready(self._operation, resident)
        for name in case.path_parameters or {}:
            if name in MAKERS:
                case.path_parameters[name] = resident.id(name)
        if isinstance(case.body, dict):
            for name in case.body.keys() & BODY_IDS.keys():
                case.body[name] = resident.id(BODY_IDS[name])

    def _send(self, case: Any, key: str, *, if_match: bool) -> None:
        # Streams are for the tests of streams: schemas do not speak of them.
        headers = {"authorization": f"Bearer {key}", "accept": "application/json"}
        if if_match:
            headers["if-match"] = "*"
        response = case.call(headers=headers, session=self._session, timeout=60)
        self._report.cases += 1
        label = self._operation.label
        if response.status_code // 100 == 2:
            self._report.succeeded[label] += 1
        asked = f"{case.method} {response.request.url} {response.request.body!r:.300} → {response.status_code}"
        for check, found in [
            (not_a_server_error, self._report.server_errors),
            *((check, self._report.undocumented) for check in AS_DOCUMENTED),
        ]:
            try:
                case.validate_response(response, checks=[check])
            except AssertionError as error:  # schemathesis' failures are assertion errors, alone or in a group
                found.append(Finding(label, f"{asked}: {_first(error)}"))
            except BaseExceptionGroup as group:
                found.append(Finding(label, f"{asked}: {_first(group.exceptions[0])}"))


def _first(error: BaseException) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return " ".join(lines[:4])[:300]
