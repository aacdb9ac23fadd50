"""pg_dump and pg_restore, which come with the embedded PostgreSQL and work on any other."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator

from vito_contracts.errors import InvalidInput
from vito_core.backup.archive import chunks_of
from vito_core.db.address import without_password
from vito_core.embedded.postgres import program


def dump(dsn: str) -> Iterator[bytes]:
    """The database in PostgreSQL's custom format. Raises `InvalidInput` with what pg_dump complained of."""
    with tempfile.TemporaryFile() as complaints:
        process = _run("pg_dump", dsn, ["--format=custom"], stdout=subprocess.PIPE, stderr=complaints)
        assert process.stdout is not None
        with process:
            try:
                yield from chunks_of(process.stdout)
            except BaseException:
                process.kill()
                raise
        _require_success("pg_dump", process.returncode, complaints)


def restore(dsn: str, chunks: Iterable[bytes]) -> None:
    """Into an empty database, all of it or nothing. Raises `InvalidInput` with what pg_restore complained of."""
    with tempfile.TemporaryFile() as complaints:
        options = ["--single-transaction", "--exit-on-error"]
        process = _run("pg_restore", dsn, options, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints)
        assert process.stdin is not None
        with process:
            try:
                for chunk in chunks:
                    process.stdin.write(chunk)
                process.stdin.close()
            except BrokenPipeError:  # it ended first; its complaint says why
                pass
            except BaseException:
                process.kill()
                raise
        _require_success("pg_restore", process.returncode, complaints)


def _run(name: str, dsn: str, options: list[str], **streams: object) -> "subprocess.Popen[bytes]":
    url, password = without_password(dsn)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    command = [str(program(name)), "--no-password", *options, f"--dbname={url}"]
    return subprocess.Popen(command, env={**kept, "PGPASSWORD": password, "LC_ALL": "C"}, **streams)  # type: ignore[call-overload,no-any-return]


def _require_success(name: str, code: int, complaints: object) -> None:
    if code == 0:
        return
    complaints.seek(0)  # type: ignore[attr-defined]
    text: str = complaints.read().decode(errors="replace")  # type: ignore[attr-defined]
    # The first line says what is wrong; later ones may quote rows.
    first = next((line for line in text.splitlines() if "error:" in line or "ERROR" in line), f"exit code {code}")
    raise InvalidInput(f"{name}: {first.removeprefix(f'{name}: ')[:300]}")
