"""Calling the API of the engine that runs in a home, with a tenant's key found there."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SECONDS = 30.0
PAGE = 50


def call(
    home: Path,
    tenant: str,
    method: str,
    path: str,
    *,
    params: dict[str, Any] | None = None,
    body: Any = None,
) -> Any:
    """The answer's JSON. `params` that are None are left out. Raises `InvalidInput`: the API's own words, one line."""
    import httpx

    from vito_contracts.errors import InvalidInput
    from vito_core.home import Home

    found = Home(home).look()
    if found is None or found.url is None:
        raise InvalidInput(f"{home}: no engine runs there; start it with `vito serve --home {home}`")
    key = found.state.keys.get(tenant)
    if key is None:
        known = ", ".join(found.state.keys) or "none"
        raise InvalidInput(f"{home}: no key of a tenant {tenant!r}; known: {known}")
    asked = {name: value for name, value in (params or {}).items() if value is not None}
    headers = {"authorization": f"Bearer {key}"}
    try:
        answer = httpx.request(
            method, found.url + path, params=asked or None, json=body, headers=headers, timeout=SECONDS
        )
    except httpx.HTTPError as error:
        raise InvalidInput(f"{home}: the engine at {found.url} does not answer ({type(error).__name__})") from error
    if answer.is_error:
        raise InvalidInput(_complaint(answer))
    return answer.json()


def _complaint(answer: Any) -> str:
    """What the problem says; where it lists errors, they say more than its detail does."""
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    errors = [f"{each.get('key', 'body')}: {each.get('message', '')}" for each in problem.get("errors", ())]
    return "; ".join(errors) or problem.get("detail") or f"HTTP {answer.status_code}"


def pages(home: Path, tenant: str, path: str, params: dict[str, Any], most: int) -> list[dict[str, Any]]:
    """The first items of a paged list, at most `most`."""
    return list(itertools.islice(each_of(home, tenant, path, params, min(most, PAGE)), most))


def each_of(home: Path, tenant: str, path: str, params: dict[str, Any], size: int = PAGE) -> Iterator[dict[str, Any]]:
    """Every item of a paged list, page after page as they are wanted."""
    after: str | None = None
    while True:
        page = call(home, tenant, "GET", path, params={**params, "after": after, "limit": size})
        yield from page["items"]
        after = page["next"]
        if after is None:
            return
