"""A refused text is told what would be taken: no caller should have to read a regular expression."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from tests.house import PLUGINS
from tests.records_house import RecordsHouse, records_house
from vito_contracts.ids import new_id
from vito_core.testing import EngineOf
from vito_core.web.app import create_app
from vito_core.web.explained import _unfolded


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory):
    async with records_house(postgres, tmp_path_factory.mktemp("words")) as made:
        yield made


WRONG = [
    ("/users", {"name": " \n", "email": "ana@lumbra.example"}, "name", "Not blanks alone"),
    ("/users", {"name": "Ana", "email": "ana"}, "email", "An address such as ana@example.com"),
    (
        "/keys",
        {"name": "k", "scopes": ["twins:read", "twins"]},
        "scopes[1]",
        "such as twins:read or conversations:write",
    ),
    ("/keys", {"name": "k", "plugin": "Lead Gen"}, "plugin", "such as lead-gen"),
    ("/webhooks", {"url": "https://hooks.example/", "events": ["a b"]}, "events[0]", "a glob such as lead.*"),
    ("/stops", {"level": "tenant", "reason_code": "too much"}, "reason_code", "without blanks"),
]


async def test_a_refusal_says_in_words_what_is_taken(house: RecordsHouse):
    acme = await house.tenant("words")
    for path, body, key, words in WRONG:
        [error] = (await acme.call("POST", path, 422, body))["errors"]
        assert (error["key"], error["message"][-len(words) :]) == (key, words)


async def test_a_refusal_names_what_was_sent_as_it_was_sent(house: RecordsHouse):
    """And repeats none of it: a query may name people."""
    acme = await house.tenant("sent")
    for path, key, source in (
        ("/usage?from=zzz&author=jane.doe", "from", "query"),
        ("/usage?to=zzz&author=jane.doe", "to", "query"),
        ("/brands?limit=0&author=jane.doe", "limit", "query"),
    ):
        problem = await acme.call("GET", path, 422)
        [error] = problem["errors"]
        assert (error["key"], error["source"]) == (key, source)
        assert "jane" not in str(problem)
    [error] = (await acme.call("PATCH", f"/brands/{new_id()}", 422, {}, if_match="x" * 1001))["errors"]
    assert (error["key"], error["source"]) == ("If-Match", "header")
    for body, key in (({"if_match": 1}, "if_match"), ({"nam": "x"}, "nam"), ([], "data")):
        [error] = (await acme.call("PATCH", f"/brands/{new_id()}", 422, body, if_match="*"))["errors"]
        assert (error["key"], error["source"]) == (key, "body"), error


async def test_every_pattern_of_a_body_says_what_it_means(engine_of: EngineOf):
    engine = await engine_of(*PLUGINS)
    bodies = {
        handler.parsed_fn_signature.parameters["data"].annotation
        for route in create_app(engine).routes
        for handler in getattr(route, "route_handlers", ())
        if "data" in handler.parsed_fn_signature.parameters
    }
    assert len(bodies) > 20
    silent = {
        f"{where}: {meta.pattern}" for body in bodies for where, meta in metas(body, "", ()) if not meta.description
    }
    assert silent == set()


def metas(kind: Any, where: str, within: tuple[Any, ...]) -> Iterator[tuple[str, msgspec.Meta]]:
    """Each pattern that a type holds anywhere, with the field that has it."""
    for each in _unfolded(kind):
        yield from ((where, meta) for meta in getattr(each, "__metadata__", ()) if getattr(meta, "pattern", None))
        if isinstance(each, type) and issubclass(each, msgspec.Struct) and each not in within:
            for field in msgspec.structs.fields(each):
                yield from metas(field.type, f"{each.__name__}.{field.encode_name}", (*within, each))
        else:
            for part in getattr(each, "__args__", ()):
                yield from metas(part, where, (*within, each)) if each not in within else ()
