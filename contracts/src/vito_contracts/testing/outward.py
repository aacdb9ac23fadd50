"""The way out of the kit: nowhere, but to what the test lets answer."""

from collections.abc import Callable, Mapping

import msgspec

from vito_contracts.errors import OutwardRefused
from vito_contracts.manifest import Manifest
from vito_contracts.permissions import CALLS_HTTP
from vito_contracts.scope import TenantScope
from vito_contracts.services import HttpAnswer
from vito_contracts.testing.log import require


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """One call that was made."""

    scope: TenantScope
    method: str
    url: str
    headers: dict[str, str]
    body: bytes


class Outside:
    """`answers`: beginning of an address → what answers there; it may raise `OutwardFailed`. `calls`: all of them."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[Called], HttpAnswer]] = {}
        self.calls: list[Called] = []


class KitHttp:
    """Implements `Http` for one plugin, which needs the permission "http:call"."""

    def __init__(self, outside: Outside, manifest: Manifest) -> None:
        self._outside = outside
        self._manifest = manifest

    async def request(
        self,
        scope: TenantScope,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        seconds: float = 10.0,
        redirects: int = 0,
    ) -> HttpAnswer:
        require(self._manifest, CALLS_HTTP)
        called = Called(scope=scope, method=method, url=url, headers=dict(headers or {}), body=body)
        self._outside.calls.append(called)
        for beginning, answer in self._outside.answers.items():
            if url.startswith(beginning):
                return answer(called)
        raise OutwardRefused("nothing answers there in this test: kit.outside.answers['https://…'] = …")
