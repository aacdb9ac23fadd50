"""Calling the API of the engine that runs in a home, with a tenant's key found there or in VITO_API_KEY."""

import functools
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vito_contracts.errors import InvalidInput

SECONDS = 30.0
PAGE = 50
MOST = 1000
"""Rows that a list shows."""
KEY_VARIABLE = "VITO_API_KEY"


class Away(InvalidInput):
    """No engine answers there now; one that restarts does again."""


def call(
    home: Path,
    tenant: str,
    method: str,
    path: str,
    *,
    params: dict[str, Any] | None = None,
    body: Any = None,
) -> Any:
    """The answer's JSON. `params` that are None are left out. Raises `InvalidInput`: the API's own words, one line;
    `Away` when nothing answers."""
    url, key = _reached(home, tenant)
    asked = {name: value for name, value in (params or {}).items() if value is not None}
    _require_json(body)
    answer = _request(home, url, key, method, path, params=asked or None, json=body)
    if answer.is_error:
        raise InvalidInput(_complaint(answer))
    return answer.json()


def download(home: Path, tenant: str, path: str, target: Path) -> int:
    """Writes a streamed answer into a new file; how many lines it has. Raises as `call` does; nothing is left then."""
    import httpx

    url, key = _reached(home, tenant)
    headers = {"authorization": f"Bearer {key}"}
    try:
        with httpx.stream("GET", url + path, headers=headers, timeout=SECONDS) as answer, target.open("xb") as file:
            if answer.is_error:
                answer.read()
                raise InvalidInput(_complaint(answer))
            lines = 0
            for part in answer.iter_bytes():
                lines += part.count(b"\n")
                file.write(part)
    except (InvalidInput, httpx.HTTPError) as error:
        target.unlink(missing_ok=True)
        if isinstance(error, InvalidInput):
            raise
        raise Away(f"{home}: the engine at {url} does not answer ({type(error).__name__})") from error
    return lines


def _reached(home: Path, tenant: str) -> tuple[str, str]:
    """Address of the engine and the tenant's key. Raises `InvalidInput`, `Away`."""
    from vito_core.home import Home

    found = Home(home).look()
    if found is None or found.url is None:
        raise Away(f"{home}: no engine runs there; start it with `vito serve --home {home}`")
    return found.url, found.state.keys.get(tenant) or _given_key(home, found.url, tenant, list(found.state.keys))


def _request(home: Path, url: str, key: str, method: str, path: str, **more: Any) -> Any:
    import httpx

    headers = {"authorization": f"Bearer {key}"}
    if method == "PATCH":
        headers["if-match"] = "*"  # whoever names a change in a command means it, whatever is there by now
    try:
        return httpx.request(method, url + path, headers=headers, timeout=SECONDS, **more)
    except httpx.HTTPError as error:
        raise Away(f"{home}: the engine at {url} does not answer ({type(error).__name__})") from error


def _require_json(body: Any) -> None:
    """Raises `InvalidInput` for numbers that Python reads and JSON cannot say: NaN and the infinities."""
    try:
        json.dumps(body, allow_nan=False)
    except ValueError as error:
        raise InvalidInput("NaN and infinite numbers are not taken; give finite ones") from error


def _given_key(home: Path, url: str, tenant: str, known: list[str]) -> str:
    """The key in the environment, once it is seen to be this tenant's. Raises `InvalidInput`."""
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key:
        raise InvalidInput(
            f"{home}: no key of a tenant {tenant!r}; known: {', '.join(known) or 'none'};"
            f" for any other set {KEY_VARIABLE} to a key of it"
        )
    if not (key.isascii() and key.isprintable()):
        raise InvalidInput(f"{KEY_VARIABLE}: holds what no key holds; set it to a key of tenant {tenant!r}")
    owner = _owner(home, url, key)
    if owner != tenant:
        raise InvalidInput(f"{KEY_VARIABLE}: is a key of tenant {owner!r}, not of {tenant!r}; set it to a key of that")
    return key


@functools.lru_cache
def _owner(home: Path, url: str, key: str) -> str:
    """Slug of the tenant whose key this is; asked once a command. Raises `InvalidInput`."""
    answer = _request(home, url, key, "GET", "/v1/tenants/me")
    if answer.is_error:
        raise InvalidInput(f"{KEY_VARIABLE}: the engine at {url} does not take this key ({_complaint(answer)})")
    return str(answer.json()["slug"])


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
