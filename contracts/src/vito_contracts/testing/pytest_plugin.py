"""The pytest plugin (entry point `pytest11`): fixtures for tests of a plugin. It costs who does not ask for it nothing.

With `vito_no_network = true` in the configuration no test reaches another machine; tests that ask for the kit never do.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from vito_contracts.testing.kit import Kit
    from vito_contracts.testing.tenants import KitTenant

OPTION = "vito_no_network"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(OPTION, "No test connects to another machine.", type="bool", default=False)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getini(OPTION):
        for item in items:
            fixtures = getattr(item, "fixturenames", None)
            if fixtures is not None and "no_network" not in fixtures:
                fixtures.insert(0, "no_network")


@pytest.fixture
def no_network() -> Iterator[None]:
    """Connections to other machines are refused with a text that names them; 127.0.0.1 stays open."""
    from vito_contracts.testing.network import network_blocked

    with network_blocked():
        yield


@pytest.fixture
def kit(no_network: None) -> "Kit":  # noqa: ARG001 — asked for what it sets up
    """A fresh `Kit`."""
    from vito_contracts.testing.kit import Kit

    return Kit()


@pytest.fixture
def load(kit: "Kit") -> Callable[..., Any]:
    """`load(Plugin, settings)`: the plugin, made and registered as the engine does."""
    return kit.load


@pytest.fixture
def tenant_a(kit: "Kit") -> "KitTenant":
    return kit.tenant_a


@pytest.fixture
def tenant_b(kit: "Kit") -> "KitTenant":
    """Another tenant: what `tenant_a` did is none of its business."""
    return kit.tenant_b
