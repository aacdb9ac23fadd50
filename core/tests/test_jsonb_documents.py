"""Three layers, one rule: the structs, the schemas made from them, and what the database accepts."""

import random
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import msgspec
import pytest
from polyfactory.factories.msgspec_factory import MsgspecFactory

from vito_contracts.money import Money
from vito_core.db.jsonb.documents import DOCUMENTS
from vito_core.db.jsonb.generate import FOLDER, generated, released, schema_of

ODD: list[Any] = [
    *(None, True, False, 0, -1, 7, 99, 100, 201, 1.5, 10**30, "", "x", "x" * 300, "MARKETING", "PG"),
    *([], [""], [[]], ["TWITTER"], {}, {"k": 1}, {"leads": "HR"}, {"leads": "NOBODY"}, {"": []}),
    *("2026-05-01T10:00:00Z", "2026-02-30T10:00:00Z", "1b671a64-40d5-491e-99b0-da01ff1f3341", "1b671a64"),
]
OWN_RULES = ("currency must be", "has a negative price")
"""Words of the contracts' `__post_init__`: rules of code, which no schema can say. Only the application has them."""


@pytest.fixture
async def administrator(core_database: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(core_database)
    yield connection
    await connection.close()


class Documents:
    """Documents made from the types by polyfactory, not from the schemas: those are what is under test."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

        class Made(MsgspecFactory[Any]):
            __is_base_factory__ = True

        Made.add_provider(Money, lambda: Money(self.random.randrange(1000), "USD"))
        self._made = Made

    def good(self, name: str, count: int) -> list[Any]:
        if name == "campaign_guidelines":
            lists: list[list[str]] = [["a"] * self.random.randrange(3) for _ in range(count)]
            return [self.random.choice([each, {"mention": each}, {}]) for each in lists]
        factory = self._made.create_factory(DOCUMENTS[name])
        factory.seed_random(self.random.randrange(10**6))
        documents = [msgspec.to_builtins(factory.build()) for _ in range(count)]
        for document in documents:
            for inner, at in list(_places(document)):
                # polyfactory makes days without a time, or times without an offset, whatever the type says.
                if at in ("start", "end", "last_updated") and inner[at] is not None:
                    inner[at] = f"2026-05-01T10:00:{self.random.randrange(10, 60)}Z"
        return documents

    def bent(self, document: Any) -> Any:
        """The document with one or two things done to it, somewhere."""
        document = msgspec.json.decode(msgspec.json.encode(document))
        for _ in range(self.random.choice([1, 1, 2])):
            places = list(_places(document))
            if not places or self.random.random() < 0.03:
                return self.random.choice(ODD)
            inner, at = self.random.choice(places)
            action = self.random.randrange(4)
            if action == 0 and isinstance(inner, dict):
                del inner[at]
            elif action == 1 and isinstance(inner, dict):
                inner[self.random.choice(["surplus", "leads", "TWITTER", "name"])] = self.random.choice(ODD)
            elif action == 2 and len(places) > 1:
                other, other_at = self.random.choice(places)
                inner[at] = msgspec.json.decode(msgspec.json.encode(other[other_at]))
            else:
                inner[at] = self.random.choice(ODD)
        return document


def _places(document: Any) -> Any:
    if isinstance(document, dict | list):
        for at, value in list(document.items() if isinstance(document, dict) else enumerate(document)):
            yield document, at
            yield from _places(value)


def application(name: str, document: Any) -> bool | None:
    """Whether `msgspec.convert` accepts it; None if only a rule of code refuses it."""
    try:
        msgspec.convert(document, DOCUMENTS[name])
    except msgspec.ValidationError as error:
        return None if any(words in str(error) for words in OWN_RULES) else False
    return True


async def database(connection: asyncpg.Connection, name: str, documents: list[Any]) -> list[str | None]:
    rows = await connection.fetch(
        "select core.jsonb_violation(s.schema, d::jsonb) from unnest($2::text[]) with ordinality as given(d, ordinal),"
        " core.jsonb_schemas s where s.schema_name = $1 and s.is_active order by ordinal",
        name,
        [msgspec.json.encode(each).decode() for each in documents],
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
async def test_application_and_database_accept_the_same(administrator: asyncpg.Connection, name: str) -> None:
    made = Documents(seed=20260501)
    good = made.good(name, 40)
    documents = [*good, *(made.bent(each) for each in good for _ in range(8))]
    answers = [application(name, each) for each in documents]
    violations = await database(administrator, name, documents)
    differing = [
        (document, answer, violation)
        for document, answer, violation in zip(documents, answers, violations, strict=True)
        if answer is not None and answer != (violation is None)
    ]
    assert differing == []
    assert answers[:40] == [True] * 40
    assert answers.count(False) > 30  # else nothing was bent


@pytest.mark.parametrize(
    ("name", "change", "application_accepts", "why"),
    [
        (
            "twin_config",
            {"knowledge_base": {"last_updated": "2026-05-01T10:00:00"}},
            True,
            "a date without an offset is no date-time; msgspec takes one unless the struct says tz=True",
        ),
        (
            "conversation_context",
            {"deployment_id": "1b671a6440d5491e99b0da01ff1f3341"},
            True,
            "msgspec takes a UUID without hyphens",
        ),
        ("twin_config", {"guardrails": {"max_response_length": 200.0}}, False, "to JSON Schema 200.0 is an integer"),
        (
            "twin_config",
            {"knowledge_base": {"last_updated": "2016-12-31T23:59:60Z"}},
            False,
            "a leap second is a valid date-time, which Python cannot hold",
        ),
        (
            "context_sales_crm",
            {
                "product_knowledge": {
                    "products": [{"sku": "a", "name": "A", "price": {"minor_units": 1, "currency": "?"}}]
                }
            },
            None,
            "rules of code in __post_init__",
        ),
    ],
)
async def test_the_exceptions_are_these(
    administrator: asyncpg.Connection, name: str, change: dict[str, Any], application_accepts: bool | None, why: str
) -> None:
    document = Documents(seed=1).good(name, 1)[0] | change
    violation = (await database(administrator, name, [document]))[0]
    assert application(name, document) is application_accepts, why
    assert (violation is None) is not (application_accepts is True), why


def test_a_changed_struct_is_a_new_version() -> None:
    files = released()
    changed = {name: max(files.get(name, {0: None})) for name in generated() if not _is_newest(name, files)}
    assert not changed, (
        f"structs differ from the newest released schema: {changed}. What is stored was written under that one, so: put"
        f" the new schema (vito_core.db.jsonb.generate.schema_of) into {FOLDER}/<name>.v<next>.json, and insert it in a"
        " new migration with state 'accepted' (so that old and new code may write); operators then run"
        " `vito db schemas backfill` and `activate`. Never edit a released file."
    )
    assert set(files) == set(DOCUMENTS)


def _is_newest(name: str, files: dict[str, dict[int, Any]]) -> bool:
    return name in files and files[name][max(files[name])] == generated()[name]


async def test_every_released_schema_is_in_the_database(administrator: asyncpg.Connection) -> None:
    rows = await administrator.fetch("select schema_name, version, schema::text as schema from core.jsonb_schemas")
    stored: dict[str, dict[int, Any]] = {}
    for row in rows:
        stored.setdefault(row["schema_name"], {})[row["version"]] = msgspec.json.decode(row["schema"])
    assert stored == released()


def test_what_msgspec_checks_and_does_not_write_down_is_added() -> None:
    marketing = schema_of(DOCUMENTS["context_marketing"])["properties"]
    assert marketing["posting_schedule"]["propertyNames"] == {"enum": ["INSTAGRAM", "LINKEDIN", "TIKTOK", "TWITTER"]}
    assert marketing["outputs"]["propertyNames"]["enum"] == ["content", "interactions", "leads", "support"]
    last_updated = schema_of(DOCUMENTS["twin_config"])["properties"]["knowledge_base"]["properties"]["last_updated"]
    assert last_updated == {"type": ["string", "null"], "format": "date-time"}
