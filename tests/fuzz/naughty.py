"""Every text that a body takes, given the strings that break programs: what is taken comes back to the letter, what is
not is refused with a problem that says so."""

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import jsonschema

from tests.fuzz.ground import Ground, Resident
from tests.fuzz.report import Finding, Report

Path = tuple[str | int, ...]
NOT_KEPT = ("password",)
"""Names of texts that never come back."""


class TextField(NamedTuple):
    """`method` `url`: the operation; `at`: where in its body the text stands; `body`: one that is taken."""

    label: str
    method: str
    url: str
    at: Path
    body: Any


def fuzz_texts(
    ground: Ground, report: Report, strings: Sequence[str], say: Callable[[str], None], only: str = ""
) -> None:
    """`strings`: thrown at every text field of every body; `only`: of operations whose label holds it."""
    label, resident = "", ground.settle()
    for field in text_fields(ground.document):
        if only not in field.label:
            continue
        say(f"{field.label} {'.'.join(map(str, field.at))}")
        if field.label != label:
            label, resident = field.label, ground.settle()
        url = _filled_url(field.url, resident)
        for text in strings:
            _throw(ground, resident, field._replace(url=url), text, report)


def text_fields(document: dict[str, Any]) -> Iterator[TextField]:
    """Every free text of every JSON body that has an example."""
    for url, operations in document["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content is None:
                continue
            for example in _examples(content):
                label = f"{method.upper()} {url}"
                schema = _Schema(document, content["schema"])
                for at in schema.texts(example):
                    yield TextField(label, method, url, at, example)


def _examples(content: dict[str, Any]) -> list[Any]:
    named = content.get("examples", {})
    return [each["value"] for each in named.values() if "value" in each] or (
        [content["example"]] if "example" in content else []
    )


class _Schema:
    def __init__(self, document: dict[str, Any], schema: dict[str, Any]) -> None:
        self._document = document
        self._schema = schema

    def texts(self, example: Any) -> list[Path]:
        return list(self._walk(self._schema, example, ()))

    def _walk(self, schema: dict[str, Any], value: Any, at: Path) -> Iterator[Path]:
        schema = self._resolved(schema, value)
        if isinstance(value, dict):
            for name, kind in schema.get("properties", {}).items():
                if name in value:
                    yield from self._walk(kind, value[name], (*at, name))
        elif isinstance(value, list) and value:
            yield from self._walk(schema.get("items") or {}, value[0], (*at, 0))
        elif isinstance(value, str) and schema.get("type") == "string":
            free = not {"enum", "format", "pattern", "const"} & schema.keys()
            if free and at[-1] not in NOT_KEPT:
                yield at

    def _resolved(self, schema: dict[str, Any], value: Any) -> dict[str, Any]:
        """References followed; of alternatives, the one the value fits."""
        while "$ref" in schema:
            target: Any = self._document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            schema = target
        for options in (schema.get("oneOf"), schema.get("anyOf")):
            for option in options or ():
                resolved = self._resolved(option, value)
                if jsonschema.Draft202012Validator({**resolved, "components": self._document["components"]}).is_valid(
                    value
                ):
                    return resolved
        return schema


def _filled_url(url: str, resident: Resident) -> str:
    for name, value in resident.known.items():
        url = url.replace(f"{{{name}}}", value)
    return url


def _throw(ground: Ground, resident: Resident, field: TextField, text: str, report: Report) -> None:
    body = copy.deepcopy(field.body)
    if isinstance(body, dict):
        body.update({name: value for name, value in resident.known.items() if name in body and name != "plugin"})
    _put(body, field.at, text)
    report.operations.add(field.label)
    report.cases += 1
    # As ASCII: half a surrogate pair cannot be sent as UTF-8, and is a text that JSON can spell.
    headers = {**resident.headers, "content-type": "application/json"}
    answer = ground.client.request(field.method, field.url, content=json.dumps(body), headers=headers)
    told = f"{'.'.join(map(str, field.at))}={text!r:.80} → {answer.status_code} {answer.text:.200}"
    if answer.status_code >= 500:
        report.server_errors.append(Finding(field.label, told))
    elif answer.is_success:
        if (back := _come_back(ground, resident, answer, field)) is not None and back != text:
            report.round_trip_failures.append(Finding(field.label, f"{told}: came back as {back!r:.80}"))
    elif not answer.headers["content-type"].startswith("application/problem+json") or not answer.json().get("detail"):
        report.round_trip_failures.append(Finding(field.label, f"{told}: refused without a clear problem"))


def _come_back(ground: Ground, resident: Resident, answer: Any, field: TextField) -> str | None:
    """The text as it is read again, by its own route where there is one; None where nothing shows it."""
    if field.at == ("id",):
        return None  # the sender's own; the engine answers with an id that follows from it
    if field.url.endswith("/messages"):
        # What is answered is the twin's text; what was said is read with the conversation.
        said = ground.client.get(field.url, headers=resident.headers).json()["items"]
        return next((each["text"] for each in reversed(said) if each["speaker"] == "end_user"), None)
    shown = answer.json() if answer.content else None
    if field.method == "post" and isinstance(shown, dict) and "id" in shown:
        own = next((path for path in ground.document["paths"] if path.startswith(f"{field.url}/{{")), None)
        if own is not None and own.count("{") == 1 and "get" in ground.document["paths"][own]:
            again = ground.client.get(f"{field.url}/{shown['id']}", headers=resident.headers)
            shown = again.json() if again.is_success else shown
    for part in field.at:
        try:
            shown = shown[part]
        except (KeyError, IndexError, TypeError):
            return None
    return shown if isinstance(shown, str) else None


def _put(body: Any, at: Path, text: str) -> None:
    for part in at[:-1]:
        body = body[part]
    body[at[-1]] = text
