"""Every text that the API takes, given the strings that break programs: what is taken comes back to the letter when it
is read again, what is not is refused with a problem that says so."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

import httpx

from tests.fuzz.excused import NEVER_COMES_BACK, NOT_TO_THE_LETTER
from tests.fuzz.fitting import Operation, example_of, make_ready, operations, query_of, url_of
from tests.fuzz.forms import Form, forms_of, with_brand
from tests.fuzz.ground import Ground
from tests.fuzz.read_back import came_back, prepare_body, read_back, refused_within
from tests.fuzz.report import Finding, Report
from tests.fuzz.residents import Resident
from tests.fuzz.schema import NO_TEXT, Path, Schema, fits

PICKY = 3
"""A field that refused so many texts alone, and more than it took, is asked alone from then on."""
HASHED = ("POST /v1/invitations/accept", "PUT /v1/sessions/me/password", "POST /v1/sessions")
"""Operations that hash passwords, which takes its time: they are given some of the strings, of every length."""
DRESSED = {"POST /v1/knowledge documents: documents.path": "{}.md"}
"""What a text must have on it to be taken at all."""
Texts = dict["TextField", str]


class TextField(NamedTuple):
    """`name`: unique among all; `at`: where in the body of a form the text stands."""

    name: str
    at: Path

    @property
    def last(self) -> str:
        """What it is called where it is read again."""
        return next((part for part in reversed(self.at) if isinstance(part, str)), "")


def fuzz_texts(
    ground: Ground,
    report: Report,
    strings: Sequence[str],
    say: Callable[[str], None],
    only: str = "",
    hashed: int = 12,
    enough: int | None = None,
) -> None:
    """`strings`: thrown at every text of every body and query; `only`: of operations whose label holds it; `hashed`:
    how many of them at passwords; `enough`: so many that came back, or that its schema refuses, do for a field; None:
    all are thrown."""
    strings = list(dict.fromkeys(strings))
    step = max(2, len(strings) // hashed)
    some = sorted(strings, key=len, reverse=True)[step // 2 :: step]
    asked = [each for each in operations(ground.document) if only in each.label]
    for number, operation in enumerate(asked, start=1):
        those = some if operation.label in HASHED else strings
        for form in forms_of(ground, operation.label) if operation.content is not None else ():
            say(f"texts {number}/{len(asked)}: {operation.label} {form.name}")
            BodyThrower(ground, report, operation, form).throw(those, enough)
        for parameter in query_texts(operation):
            say(f"texts {number}/{len(asked)}: {operation.label}?{parameter}")
            throw_query(ground, report, operation, parameter, those)
    judge(report, [field for field in fields_of(ground) if only in field])


def judge(report: Report, names: Sequence[str]) -> None:
    """A field of which nothing ever came back, or a query that was never answered, was thrown at in vain."""
    for name in names:
        excused = name in NEVER_COMES_BACK
        if not report.came_back[name] and not excused:
            report.round_trip_failures.append(Finding(name, "no text that it takes was seen to come back"))
        elif report.came_back[name] and excused:
            report.round_trip_failures.append(Finding(name, "came back: excused.py names it without need"))


def fields_of(ground: Ground) -> Iterator[str]:
    """The names of all text fields and query texts."""
    for operation in operations(ground.document):
        for form in forms_of(ground, operation.label) if operation.content is not None else ():
            yield from (field.name for field in body_texts(operation, form, schema_of(ground, operation, form)))
        yield from (query_name(operation, each) for each in query_texts(operation))


def schema_of(ground: Ground, operation: Operation, form: Form) -> Schema:
    assert operation.content is not None
    components = {**ground.document["components"]["schemas"], **form.components}
    named = components[operation.content["schema"]["$ref"].rpartition("/")[2]]
    left = {name: each for name, each in named["properties"].items() if name not in form.without}
    return Schema({**named, "properties": {**left, **form.free}}, components)


def body_texts(operation: Operation, form: Form, schema: Schema) -> dict[TextField, dict[str, Any]]:
    """With the schema of each."""
    prefix = f"{operation.label} {f'{form.name}: ' if form.name else ''}"
    return {
        TextField(prefix + ".".join(each for each in at if isinstance(each, str)), at): asked
        for at, asked in schema.texts()
        if not form.only or at[0] in form.only
    }


def query_texts(operation: Operation) -> list[str]:
    found = []
    for each in operation.parameters("query"):
        options = each["schema"].get("anyOf", [each["schema"]])
        if any(option.get("type") == "string" and not any(word in option for word in NO_TEXT) for option in options):
            found.append(each["name"])
    return found


def query_name(operation: Operation, parameter: str) -> str:
    return f"{operation.label}?{parameter}"


class BodyThrower:
    """Throws at the texts of one form of an operation's body: those that should be taken at all fields together, each
    field with another one; if that is refused, at each field alone. Those that should be refused at one field alone."""

    def __init__(self, ground: Ground, report: Report, operation: Operation, form: Form) -> None:
        self._ground = ground
        self._report = report
        self._operation = operation
        self._form = form
        self._schema = schema_of(ground, operation, form)
        self._fields = body_texts(operation, form, self._schema)
        self._refused: Counter[TextField] = Counter()
        self._taken: Counter[TextField] = Counter()
        self._resident = self._settle()

    def throw(self, strings: Sequence[str], enough: int | None) -> None:
        fitting = {
            # Each begins elsewhere: no text stands in two fields of a body.
            field: _turned([text for text in _dressed(field, strings) if fits(asked, text)], number * 7)
            for number, (field, asked) in enumerate(self._fields.items())
        }
        for turn in range(max(map(len, fitting.values()), default=0)):
            texts = {
                field: those[turn]
                for field, those in fitting.items()
                if turn < len(those) and (enough is None or self._report.came_back[field.name] < enough)
            }
            together = {field: text for field, text in texts.items() if not self._is_picky(field)}
            if together and not self._taken_together(together):
                self._alone(together)
            self._alone({field: text for field, text in texts.items() if field not in together})
        for field, asked in self._fields.items():
            for text in [each for each in _dressed(field, strings) if not fits(asked, each)][:enough]:
                self._send({field: text})

    def _is_picky(self, field: TextField) -> bool:
        return self._refused[field] >= PICKY and self._refused[field] > self._taken[field]

    def _taken_together(self, texts: Texts) -> bool:
        taken = len(texts) > 1 and self._send(texts)
        self._taken.update(texts.keys() if taken else ())
        return taken

    def _alone(self, texts: Texts) -> None:
        for field, text in texts.items():
            (self._taken if self._send({field: text}) else self._refused)[field] += 1

    def _settle(self) -> Resident:
        resident = self._ground.resident_for(self._operation.label)
        self._form.prepare(resident)
        return resident

    def _send(self, texts: Texts) -> bool:
        """Whether they were taken."""
        answer, body = self._ask(texts)
        if answer.status_code == 409:  # what this resident did before is in the way
            self._resident = self._settle()
            answer, body = self._ask(texts)
        told = f"{_shown(texts)} → {answer.status_code} {answer.text:.200}"
        if not answer.is_success:
            _look_at_refusal(self._report, self._operation, answer, told)
            return False
        if refused_within(self._operation.label, answer):
            return False
        self._report.succeeded[self._operation.label] += 1
        found = read_back(self._ground, self._resident, self._operation, body, answer)
        for field, text in texts.items():
            if came_back(self._operation.label, field.last, text, found):
                self._report.came_back[field.name] += 1
            elif field.name not in NEVER_COMES_BACK and field.name not in NOT_TO_THE_LETTER:
                self._report.round_trip_failures.append(Finding(field.name, f"{told}: did not come back"))
        return True

    def _ask(self, texts: Texts) -> tuple[httpx.Response, Any]:
        make_ready(self._operation, self._resident)
        body = {**example_of(self._operation, self._resident), **self._form.laid_over}
        body = with_brand({name: each for name, each in body.items() if name not in self._form.without}, self._resident)
        for field, text in texts.items():
            body = self._schema.put(body, field.at, text)
        prepare_body(self._operation.label, self._resident, body)
        self._report.cases += 1
        return _request(self._ground, self._operation, self._resident, body), body


def throw_query(ground: Ground, report: Report, operation: Operation, parameter: str, strings: Sequence[str]) -> None:
    resident = ground.resident_for(operation.label)
    name = query_name(operation, parameter)
    for text in strings:
        make_ready(operation, resident)
        # As UTF-8 would spell it if it could: half a surrogate pair is to be refused, not to break anything.
        query = {**query_of(operation, resident), parameter: text.encode("utf-8", "surrogatepass")}
        report.cases += 1
        answer = _request(ground, operation, resident, None, query)
        if answer.is_success:
            report.succeeded[operation.label] += 1
            report.came_back[name] += 1
        else:
            _look_at_refusal(report, operation, answer, f"{parameter}={text!r:.80} → {answer.status_code}")


def _request(
    ground: Ground, operation: Operation, resident: Resident, body: Any, query: dict[str, Any] | None = None
) -> httpx.Response:
    headers = {"authorization": f"Bearer {resident.credential(operation.needs)}", "if-match": "*"}
    # As ASCII: half a surrogate pair cannot be sent as UTF-8, and is a text that JSON can spell.
    content = json.dumps(body) if body is not None else None
    if content is not None:
        headers["content-type"] = "application/json"
    query = query_of(operation, resident) if query is None else query
    url = httpx.URL(ground.url + url_of(operation, resident), query=urlencode(query).encode() or None)
    return ground.client.request(operation.method, url, content=content, headers=headers)


def _look_at_refusal(report: Report, operation: Operation, answer: httpx.Response, told: str) -> None:
    if answer.status_code >= 500:
        report.server_errors.append(Finding(operation.label, told))
    elif str(answer.status_code) not in operation.spec["responses"]:
        report.undocumented.append(Finding(operation.label, told))
    elif not answer.headers["content-type"].startswith("application/problem+json") or not answer.json().get("detail"):
        report.round_trip_failures.append(Finding(operation.label, f"{told}: refused without a clear problem"))


def _shown(texts: Texts) -> str:
    return ", ".join(f"{'.'.join(map(str, field.at))}={text!r:.60}" for field, text in texts.items())[:400]


def _dressed(field: TextField, strings: Sequence[str]) -> list[str]:
    return [DRESSED[field.name].format(text) for text in strings] if field.name in DRESSED else list(strings)


def _turned(texts: list[str], by: int) -> list[str]:
    by %= len(texts) or 1
    return texts[by:] + texts[:by]
