"""The validator against the JSON Schema Test Suite (draft 2020-12), in one query over all of its cases."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import msgspec
import pytest

from vito_core.db.migrate import migrate, prepare_database
from vito_core.testing import LOGINS, admin_dsn

SUITE = Path(__file__).parent / "json_schema_suite"

# Groups whose schemas we refuse, by the reason. The files of keywords that are not ours at all are not here: contains,
# dependentRequired, dependentSchemas, if-then-else, prefixItems, unevaluated*, min/maxProperties, $anchor, $dynamicRef,
# refRemote, vocabulary. format.json says that formats are not enforced; ours are, so format-* (optional) stand here.
NOT_ENFORCED = """
additionalProperties: dependentSchemas with additionalProperties
items: items and subitems
items: prefixItems with no additional items allowed
items: items does not look in applicators, valid case
items: prefixItems validation adjusts the starting index for items
items: items with heterogeneous array
not: collect annotations inside a 'not', even if collection is disabled
ref: relative pointer ref to array
ref: ref creates new scope when adjacent to keywords
ref: ref to if
uniqueItems: uniqueItems with an array of items
uniqueItems: uniqueItems with an array of items and additionalItems=false
uniqueItems: uniqueItems=false with an array of items
uniqueItems: uniqueItems=false with an array of items and additionalItems=false
"""
NOT_ONE_OF_OUR_REFERENCES = """
defs: validate definition against metaschema
ref: relative pointer ref to object
ref: escaped pointer ref
ref: remote ref, containing refs itself
ref: Recursive references between schemas
ref: refs with quote
ref: refs with relative uris and defs
ref: relative refs with absolute uris and defs
ref: $id must be resolved against nearest parent, not just immediate parent
ref: order of evaluation: $id and $ref
ref: order of evaluation: $id and $anchor and $ref
ref: order of evaluation: $id and $ref on nested schema
ref: simple URN base URI with $ref via the URN
ref: simple URN base URI with JSON pointer
ref: URN base URI with NSS
ref: URN base URI with r-component
ref: URN base URI with q-component
ref: URN base URI with URN and JSON pointer ref
ref: URN base URI with URN and anchor ref
ref: URN ref with nested pointer ref
ref: ref to then
ref: ref to else
ref: ref with absolute-path-reference
ref: $id with file URI still resolves pointers - *nix
ref: $id with file URI still resolves pointers - windows
ref: empty tokens in $ref json-pointer
"""
MEANS_SOMETHING_ELSE_TO_POSTGRESQL = """
pattern: pattern with Unicode property escape requires unicode mode
patternProperties: patternProperties with Unicode property escape
"""
REFUSED = {*f"{NOT_ENFORCED}{NOT_ONE_OF_OUR_REFERENCES}{MEANS_SOMETHING_ELSE_TO_POSTGRESQL}".split("\n")} - {""}
NUL = "nul characters in strings"
"""PostgreSQL's jsonb holds no NUL character, so a document with one never gets as far as a schema."""


@pytest.fixture(scope="module", params=["postgres16", "postgres"])
async def database(request: pytest.FixtureRequest) -> str:
    address, name = request.getfixturevalue(request.param), f"test_{uuid4().hex}"
    await prepare_database(admin_dsn(address, "postgres"), name, LOGINS)
    await migrate(admin_dsn(address, name), [])
    return admin_dsn(address, name)


@pytest.fixture
async def administrator(database: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database)
    yield connection
    await connection.close()


class Case(msgspec.Struct, frozen=True):
    group: str
    about: str
    schema: str
    data: str
    valid: bool


class Written(msgspec.Struct, frozen=True):
    description: str
    data: msgspec.Raw
    valid: bool


def cases() -> list[Case]:
    found = []
    for path in sorted(SUITE.glob("*.json")):
        for group in msgspec.json.decode(path.read_bytes(), type=list[dict[str, msgspec.Raw]]):
            about = msgspec.json.decode(group["description"], type=str)
            if about == NUL:
                continue
            for test in msgspec.json.decode(group["tests"], type=list[Written]):
                # As they stand there, not decoded: a float would lose digits that jsonb keeps.
                schema, data = bytes(group["schema"]).decode(), bytes(test.data).decode()
                found.append(Case(f"{path.stem}: {about}", test.description, schema, data, test.valid))
    return found


async def test_every_case_of_our_keywords_passes(administrator: asyncpg.Connection) -> None:
    kept = [case for case in cases() if case.group not in REFUSED]
    rows = await administrator.fetch(
        "select core.jsonb_violation(s::jsonb, d::jsonb) as violation"
        " from unnest($1::text[], $2::text[]) with ordinality as cases(s, d, ordinal) order by ordinal",
        [case.schema for case in kept],
        [case.data for case in kept],
    )
    wrong = [(case, row["violation"]) for case, row in zip(kept, rows, strict=True) if case.valid != (row[0] is None)]
    assert wrong == []
    assert len(kept) == 647  # a case that gets lost on the way to the database proves nothing


async def test_what_is_not_enforced_is_refused_and_nothing_else(administrator: asyncpg.Connection) -> None:
    schemas = {case.group: case.schema for case in cases()}
    rows = await administrator.fetch(
        "select name, core.jsonb_schema_fault(s::jsonb) as fault from unnest($1::text[], $2::text[]) as given(name, s)",
        list(schemas),
        list(schemas.values()),
    )
    assert {row["name"] for row in rows if row["fault"] is not None} == REFUSED


@pytest.mark.parametrize(
    ("schema", "fault"),
    [
        ('{"if": {}}', "#/if: this keyword is not enforced, so it is not accepted"),
        ('{"properties": {"a/b": {"minLenght": 1}}}', "#/properties/a~1b/minLenght: this keyword is not enforced"),
        ('{"items": {"format": "email"}}', "#/items/format: only date-time and uuid are enforced"),
        ('{"anyOf": [true, {"type": "text"}]}', "#/anyOf/1/type: one type, or a list of types"),
        ('{"pattern": "("}', "#/pattern: a regular expression that PostgreSQL can read"),
        ('{"$defs": {"a": {"$ref": "#/$defs/b"}}}', "#/$defs/a/$ref: only # and #/$defs/<name> of this schema"),
        ('{"$ref": "#"}', "# $ref: leads back to itself without end"),
        (
            '{"$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}},'
            ' "properties": {"x": {"$ref": "#/$defs/a"}}}',
            "# $ref: leads back to itself without end",
        ),
        ('{"minLength": "3"}', "#/minLength: a whole number, 0 or more"),
        ("[]", "#: a schema is an object, true or false"),
    ],
)
async def test_a_schema_that_cannot_be_enforced_says_where(
    administrator: asyncpg.Connection, schema: str, fault: str
) -> None:
    found = await administrator.fetchval("select core.jsonb_schema_fault($1::text::jsonb)", schema)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    ("schema", "data", "violation"),
    [
        ({"properties": {"a/b": {"items": {"type": "string"}}}}, {"a/b": ["x", 7]}, "#/a~1b/1 type: string"),
        ({"required": ["tone"]}, {"secret": 1}, '# required: "tone"'),
        ({"additionalProperties": False, "properties": {"a": {}}}, {"secret": 1}, "# additionalProperties: none but"),
        ({"additionalProperties": {"maxLength": 3}}, {"secret": "secret"}, "#/* maxLength: 3 characters or less"),
        ({"propertyNames": {"enum": ["a"]}}, {"secret": 1}, '#/* enum: one of ["a"] (of a property\'s name)'),
        ({"anyOf": [{"type": "null"}, {"minLength": 9}]}, "secret", "# minLength: 9 characters or more"),
        ({"enum": ["G", "PG"]}, "secret", '# enum: one of ["G", "PG"]'),
        ({"not": {"type": "string"}}, "secret", "# not: anything but what the schema excludes"),
    ],
)
async def test_a_violation_names_rule_and_place_and_nothing_of_the_document(
    administrator: asyncpg.Connection, schema: Any, data: Any, violation: str
) -> None:
    found = await administrator.fetchval(
        "select core.jsonb_violation($1::text::jsonb, $2::text::jsonb)",
        *(msgspec.json.encode(each).decode() for each in (schema, data)),
    )
    assert found.startswith(violation)
    assert "secret" not in found


async def test_what_is_too_deep_or_too_large_is_refused_before_it_is_walked(administrator: asyncpg.Connection) -> None:
    recursive = '{"$defs": {"a": {"allOf": [{"type": "array", "items": {"$ref": "#"}}]}}, "$ref": "#/$defs/a"}'
    ask = "select core.jsonb_violation($1::text::jsonb, $2::text::jsonb)"
    assert await administrator.fetchval(ask, recursive, "[" * 64 + "]" * 64) is None
    assert await administrator.fetchval(ask, recursive, "[" * 66 + "]" * 66) == "# depth: at most 64 levels"
    # `not` turns a violation into a match: the limits come before any keyword.
    assert await administrator.fetchval(ask, '{"not": false}', "[" * 5000 + "]" * 5000) == "# depth: at most 64 levels"
    large = msgspec.json.encode("x" * 1_048_577).decode()
    assert await administrator.fetchval(ask, "true", large) == "# size: at most 1 MiB of text"
    many = "[" + ",".join(["1"] * 50_000) + "]"  # and the list itself
    assert await administrator.fetchval(ask, "true", many) == "# size: at most 50,000 values"
    assert await administrator.fetchval(ask, "true", many.replace("1,", "", 1)) is None
