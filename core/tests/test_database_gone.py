"""Which errors mean that the database is away: not those that are its answer to a statement."""

import asyncpg
import pytest

from vito_core.db.pool import GONE, UNUSABLE, is_lost
from vito_core.web.problems import problem_of


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.ConnectionDoesNotExistError("x"),
        asyncpg.CannotConnectNowError("x"),
        asyncpg.AdminShutdownError("x"),
        asyncpg.TooManyConnectionsError("x"),
        asyncpg.InterfaceError("x"),
        ConnectionRefusedError("x"),
    ],
)
def test_away(error: Exception):
    assert isinstance(error, GONE)
    assert problem_of(error).status == 503


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.UniqueViolationError("x"),
        asyncpg.UndefinedFunctionError("x"),
        asyncpg.InsufficientPrivilegeError("x"),
        asyncpg.PostgresSyntaxError("x"),
    ],
)
def test_an_answer(error: Exception):
    assert not isinstance(error, GONE)
    assert isinstance(error, UNUSABLE)
    assert not is_lost(error)
    assert problem_of(error).status == 500


def test_a_plugins_own_trouble_with_a_file_is_not_the_databases():
    assert problem_of(FileNotFoundError("x")).status == 500
