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

from tests.fuzz.ground import DOCUMENT, Ground, Resident
from tests.fuzz.report import Finding, Report

AS_DOCUMENTED: list[Any] = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def fuzz_operations(
    ground: Ground, report: Report, *, examples: int, number: int, say: Callable[[str], None], only: str = ""
) -> None:
    """`examples`: how many of each kind (fitting, unfitting) for an operation; `number`: the seed; `only`: operations
    whose label holds it."""
    platform = {"authorization": f"Bearer {ground.platform_key}"}
    schema = schemathesis.openapi.from_url(ground.url + DOCUMENT, headers=platform)
    reader = ground.settle()
    with requests.Session() as session:
        for found in schema.get_all_operations():
            operation = found.ok()
            if only not in operation.label:
                continue
            say(operation.label)
            report.operations.add(operation.label)
            resident = reader if operation.method == "get" else ground.settle()
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                _fuzz_one(operation, mode, Asker(ground, session, resident, report, number), examples, number)


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
    """Asks as a tenant that has one of everything; every other time with the ids it owns."""

    def __init__(
        self, ground: Ground, session: requests.Session, resident: Resident, report: Report, number: int
    ) -> None:
        self._ground = ground
        self._session = session
        self._resident = resident
        self._report = report
        self._chance = random.Random(number)

    def ask(self, case: Any) -> None:
        if self._chance.random() < 0.7:
            own = self._resident.known
            for name in case.path_parameters or {}:
                case.path_parameters[name] = own.get(name, case.path_parameters[name])
            if isinstance(case.body, dict):
                case.body.update({name: own[name] for name in own if name in case.body and name != "plugin"})
        key = self._ground.platform_key if self._chance.random() < 0.15 else self._resident.key
        # Streams are for the tests of streams: schemas do not speak of them.
        headers = {"authorization": f"Bearer {key}", "accept": "application/json"}
        if self._chance.random() < 0.8:
            headers["if-match"] = "*"  # without it, every PATCH is refused for that alone
        response = case.call(headers=headers, session=self._session, timeout=60)
        self._report.cases += 1
        asked = f"{case.method} {response.request.url} {response.request.body!r:.300} → {response.status_code}"
        for check, found in [
            (not_a_server_error, self._report.server_errors),
            *((check, self._report.undocumented) for check in AS_DOCUMENTED),
        ]:
            try:
                case.validate_response(response, checks=[check])
            except AssertionError as error:  # schemathesis' failures are assertion errors, alone or in a group
                found.append(Finding(case.operation.label, f"{asked}: {_first(error)}"))
            except BaseExceptionGroup as group:
                found.append(Finding(case.operation.label, f"{asked}: {_first(group.exceptions[0])}"))


def _first(error: BaseException) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return " ".join(lines[:4])[:300]
