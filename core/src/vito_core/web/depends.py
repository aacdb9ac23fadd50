"""What handlers are given by name: the engine, and the caller's scope (`scope` itself is Litestar's own word)."""

from typing import TypeAlias

from litestar.di import NamedDependency

from vito_contracts.scope import TenantScope
from vito_core.engine import Engine

TheEngine: TypeAlias = NamedDependency[Engine]
Within: TypeAlias = NamedDependency[TenantScope]
