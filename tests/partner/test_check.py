"""`vito plugin check`: each rule bites, nothing a plugin does breaks the check, and the command says it well."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from vito_core.cli import vito
from vito_core.partner.check import check
from vito_core.partner.loading import load
from vito_core.partner.model import Facts, Report
from vito_core.partner.reading import read
from vito_core.partner.rules import BY_ID
from vito_core.partner.scaffold import scaffold
from vito_core.partner.testing import run_tests

EXAMPLE = Path(__file__).parents[2] / "examples" / "partner_plugin"
APPOINTMENTS = "src/tidepool_appointments"
SPAM = "src/vito_spam_words"
Change = Callable[[Path], object]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scaffold("spam-words", tmp_path_factory.mktemp("pristine")).folder


def replaced(path: str, before: str, after: str) -> Change:
    def change(folder: Path) -> None:
        text = (folder / path).read_text()
        assert before in text, f"{before!r} is not in {path}"
        (folder / path).write_text(text.replace(before, after))

    return change


def added(path: str, text: str) -> Change:
    def change(folder: Path) -> None:
        with (folder / path).open("a") as file:
            file.write(text)

    return change


def removed(path: str) -> Change:
    return lambda folder: (folder / path).unlink()


def report_of(source: Path, target: Path, change: Change, facts: Facts | None = None) -> Report:
    """`facts`: those of the unchanged plugin, where the change is of nothing that loading it would show."""
    folder = shutil.copytree(source, target / "plugin", ignore=shutil.ignore_patterns("__pycache__", "build"))
    change(folder)
    return check(folder) if facts is None else check(folder, lambda _: facts)


def alone(folder: Path, statement: str) -> None:
    """Its only test says in its name that tenants are isolated."""
    test = f'"""One."""\n\n\ndef test_isolation_of_another_tenant(load, tenant_a, tenant_b):\n    {statement}\n'
    (folder / "tests" / "test_plugin.py").write_text(test)


LOADED = {
    "loads",
    "hooks",
    "names",
    "tables",
    "data-subjects",
    "event-payloads",
    "secrets",
    "settings",
    "routes-described",
}
"""Rules whose breaking shows only when the plugin is loaded; the others are tried without doing so each time."""


@pytest.fixture(scope="module")
def facts(pristine: Path) -> dict[Path, Facts]:
    return {pristine: load(pristine / SPAM), EXAMPLE: load(EXAMPLE / APPOINTMENTS)}


BROKEN_SCAFFOLD: list[tuple[str, str, Change]] = [
    ("manifest", "unknown field", replaced(f"{SPAM}/plugin.toml", "capabilities =", "capability =")),
    ("manifest", "no plugin.toml", removed(f"{SPAM}/plugin.toml")),
    ("manifest", "not valid TOML", added(f"{SPAM}/plugin.toml", "[[[")),
    ("contract", "this engine has 1.0", replaced(f"{SPAM}/plugin.toml", ">=1.0,<2", ">=7.0,<8")),
    ("entry-point", 'must be spam-words = "vito_spam_words"', replaced("pyproject.toml", "spam-words = ", "other = ")),
    ("entry-point", "there is no pyproject.toml", removed("pyproject.toml")),
    ("licence", "no file LICENSE", removed("LICENSE")),
    ("licence", "names no licence", replaced("pyproject.toml", 'license = "MIT"\n', "")),
    (
        "requirements",
        "give the range",
        replaced("pyproject.toml", '["vito-contracts>=0.1,<0.2"]', '["vito-contracts"]'),
    ),
    ("loads", "not valid Python", added(f"{SPAM}/plugin.py", "def")),
    ("loads", "not valid Python", lambda folder: (folder / SPAM / "x.py").write_bytes(b"x = '\x00'")),
    ("loads", "No module named 'nowhere'", added(f"{SPAM}/plugin.py", "import nowhere\n")),
    ("loads", "ValueError: at import", added(f"{SPAM}/plugin.py", "raise ValueError('at import')\n")),
    ("loads", "SystemExit", added(f"{SPAM}/plugin.py", "raise SystemExit\n")),
    ("loads", "ended the process", added(f"{SPAM}/plugin.py", "import os\nos._exit(3)\n")),
    (
        "loads",
        "a connection to",
        added(f"{SPAM}/plugin.py", "import socket\nsocket.create_connection(('127.0.0.1', 9))\n"),
    ),
    ("hooks", "unknown hook 'capability'", replaced(f"{SPAM}/plugin.py", "def capabilities", "def capability")),
    (
        "hooks",
        "declared in the hookimpl",
        replaced(f"{SPAM}/plugin.py", "capabilities(self)", "capabilities(self, more)"),
    ),
    (
        "hooks",
        "yields CapabilityOffer",
        replaced(f"{SPAM}/plugin.py", "yield CapabilityOffer", "yield 'x' or CapabilityOffer"),
    ),
    ("capabilities", "which the manifest does not name", replaced(f"{SPAM}/plugin.toml", '["guardrail"]', "[]")),
    ("capabilities", "which it does not offer", replaced(f"{SPAM}/plugin.toml", '"guardrail"', '"guardrail", "host"')),
    (
        "no-core-import",
        "imports vito_core.engine",
        added(f"{SPAM}/plugin.py", "def f() -> None:\n    import vito_core.engine\n"),
    ),
    (
        "no-core-import",
        "imports vito_core",
        added(f"{SPAM}/settings.py", "import importlib\nx = importlib.import_module('vito_core')\n"),
    ),
    ("no-plugin-import", "imports vito_plugin_support", added(f"{SPAM}/plugin.py", "import vito_plugin_support\n")),
    (
        "permissions",
        "'conversations:read' is used",
        added(f"{SPAM}/plugin.py", "async def f(s: Services) -> None:\n    await s.conversations.replies(s, s)\n"),
    ),
    ("secrets", "has a secret as its default", added(f"{SPAM}/settings.py", "\n    api_key: str = 'abc-123-def'\n")),
    ("secrets", "stands in the code", added(f"{SPAM}/plugin.py", f"KEY = '{'sk-' + 'a1' * 12}'\n")),
    ("settings", "'limit' has no default", added(f"{SPAM}/settings.py", "\n    limit: int\n")),
    ("tests", "there is no test", removed("tests/test_plugin.py")),
    ("tenant-isolation-test", "no test has two tenants", replaced("tests/test_plugin.py", "tenant_b", "tenant_a")),
    ("tenant-isolation-test", "no test has two tenants", lambda folder: alone(folder, "assert load and no_tenant")),
    ("tenant-isolation-test", "no test has two tenants", lambda folder: alone(folder, "load(tenant_a, tenant_b)")),
    ("readme", "there is none", removed("README.md")),
    ("quality", "missing", removed("quality.yaml")),
    ("quality", "says nothing of 'tests'", replaced("quality.yaml", "  tests: done\n", "")),
    ("quality", "there is no rule 'beauty'", added("quality.yaml", "  beauty: done\n")),
    ("quality", "no reason says why", replaced("quality.yaml", "tests: done", "tests: {status: exempt}")),
    ("quality", "nobody is exempt", replaced("quality.yaml", "loads: done", "loads: {status: exempt, reason: none}")),
    ("quality", "while parsing", added("quality.yaml", "  : [")),
    ("tests", "to do: soon", replaced("quality.yaml", "  tests: done", "  tests: {status: todo, reason: soon}")),
    ("typed", "'holds_any' is not fully annotated", replaced(f"{SPAM}/plugin.py", "text: str, words", "text, words")),
    ("typed", "no py.typed", removed(f"{SPAM}/py.typed")),
    ("docstrings", "does not say what it is for", replaced(f"{SPAM}/plugin.py", '"""The guardrail."""', "")),
    ("settings-described", "setting 'reply' is not described", replaced("README.md", "`reply`", "")),
]

BROKEN_EXAMPLE: list[tuple[str, str, Change]] = [
    (
        "names",
        "must be named appointments.<name>",
        replaced(f"{APPOINTMENTS}/gateway.py", '"appointments.confirm"', '"sms.confirm"'),
    ),
    ("hooks", "is awaited, and is no async", replaced(f"{APPOINTMENTS}/wiring.py", "held.erase", "str")),
    ("hooks", 'level "binding" cannot subscribe', replaced(f"{APPOINTMENTS}/plugin.toml", '"tenant"', '"binding"')),
    (
        "tables",
        "key",
        replaced(
            f"{APPOINTMENTS}/book.py",
            'sa.Column("place", sa.Text, nullable=False)',
            'sa.Column("place", sa.Text, unique=True)',
        ),
    ),
    (
        "tables",
        "has no tenant",
        added(f"{APPOINTMENTS}/book.py", "\nsa.Table('loose', metadata, sa.Column('id', sa.Integer))\n"),
    ),
    ("migrations", "no migration that makes them", removed(f"{APPOINTMENTS}/migrations/0001_first.py")),
    (
        "migrations",
        "without a wall",
        replaced(
            f"{APPOINTMENTS}/migrations/0001_first.py",
            "    op.create_index(",
            "    op.create_table('loose', sa.Column('id', sa.Integer))\n    op.create_index(",
        ),
    ),
    ("data-subjects", "no data_subjects", replaced(f"{APPOINTMENTS}/wiring.py", "data_subjects=data_subjects,", "")),
    (
        "data-subjects",
        "says that it holds no personal data",
        replaced(f"{APPOINTMENTS}/plugin.toml", "personal_data = true", "personal_data = false"),
    ),
    ("event-payloads", "a person's words", replaced(f"{APPOINTMENTS}/events.py", "code: Code", "code: str")),
    (
        "permissions",
        "'events:write:appointment.booked' is used",
        replaced(f"{APPOINTMENTS}/plugin.toml", '"events:write:appointment.*",', ""),
    ),
    ("permissions", "'effects:perform' is used", replaced(f"{APPOINTMENTS}/plugin.toml", '"effects:perform",', "")),
    ("look-up", "never tells", replaced(f"{APPOINTMENTS}/gateway.py", "return LookUp", "return LookUp.CANNOT_TELL  #")),
    ("requirements", "needs vito-contracts[web]", replaced("pyproject.toml", "[sql,web]", "[sql]")),
    (
        "downgrade",
        "downgrade does nothing",
        replaced(f"{APPOINTMENTS}/migrations/0001_first.py", 'op.drop_table("bookings", schema=SCHEMA)', "pass"),
    ),
    ("erasure-test", "no test tries the erasure", replaced("tests/test_in_an_engine.py", "held.erase(", "held.close(")),
    (
        "routes-described",
        "/bookings has no summary",
        replaced(f"{APPOINTMENTS}/routes.py", ', summary="The tenant\'s appointments, newest first"', ""),
    ),
]


def ids(broken: list[tuple[str, str, Change]]) -> list[str]:
    return [f"{rule}-{reason[:24]}" for rule, reason, _ in broken]


@pytest.mark.parametrize(("rule", "reason", "change"), BROKEN_SCAFFOLD, ids=ids(BROKEN_SCAFFOLD))
def test_a_rule_bites(pristine: Path, facts: Any, tmp_path: Path, rule: str, reason: str, change: Change):
    known = None if rule in LOADED else facts[pristine]
    bites(report_of(pristine, tmp_path, change, known), rule, reason)


@pytest.mark.parametrize(("rule", "reason", "change"), BROKEN_EXAMPLE, ids=ids(BROKEN_EXAMPLE))
def test_a_rule_about_tables_events_and_effects_bites(
    facts: Any, tmp_path: Path, rule: str, reason: str, change: Change
):
    known = None if rule in LOADED else facts[EXAMPLE]
    bites(report_of(EXAMPLE, tmp_path, change, known), rule, reason)


def bites(report: Report, rule: str, reason: str) -> None:
    assert any(each.rule == rule and reason in each.reason for each in report.failed), report.failed
    lower = {"bronze": {"none"}, "silver": {"none", "bronze"}, "gold": {"none", "bronze", "silver"}}
    assert report.level in lower[BY_ID[rule].tier]


def test_every_rule_is_tried_here():
    assert {rule for rule, _, _ in BROKEN_SCAFFOLD + BROKEN_EXAMPLE} == set(BY_ID) - {"no-global-state"}


def test_state_that_all_tenants_share_is_a_warning_and_costs_no_level(pristine: Path, tmp_path: Path):
    shared = "SEEN: dict[str, int] = {}\n\n\ndef note(word: str) -> None:\n    SEEN[word] = 1\n"
    report = report_of(pristine, tmp_path, added(f"{SPAM}/plugin.py", shared))
    assert (report.level, [each.rule for each in report.warnings]) == ("gold", ["no-global-state"])
    assert "'SEEN' is one for all tenants, and changed by 'note'" in report.warnings[0].reason


def test_an_exemption_with_a_reason_costs_no_level(pristine: Path, tmp_path: Path):
    def change(folder: Path) -> None:
        (folder / SPAM / "py.typed").unlink()
        replaced("quality.yaml", "  typed: done", "  typed: {status: exempt, reason: It is a demo.}")(folder)

    report = report_of(pristine, tmp_path, change)
    assert (report.level, [(each.rule, each.reason) for each in report.exempt]) == (
        "gold",
        [("typed", "It is a demo.")],
    )


def test_a_plugin_that_hangs_is_given_up(pristine: Path, tmp_path: Path):
    folder = shutil.copytree(pristine, tmp_path / "plugin")
    added(f"{SPAM}/plugin.py", "import time\ntime.sleep(60)\n")(folder)
    assert "not made within 1 seconds" in load(folder / SPAM, seconds=1).error


def test_the_plugin_sees_no_secret_of_whoever_checks_it(pristine: Path, tmp_path: Path, monkeypatch: Any):
    monkeypatch.setenv("VITO_MASTER_KEY", "do-not-show")
    folder = shutil.copytree(pristine, tmp_path / "plugin")
    added(f"{SPAM}/plugin.py", "import os\nraise ValueError(str('VITO_MASTER_KEY' in os.environ))\n")(folder)
    assert load(folder / SPAM).error == "ValueError: False"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            added("tests/test_plugin.py", "\n\ndef test_more():\n    assert False\n"),
            "its tests fail: 1 failed, 4 passed",
        ),
        (replaced("tests/test_plugin.py", "def test_", "def tries_"), "pytest finds no test"),
        (added("tests/test_plugin.py", "\nimport os\nos._exit(0 if 'VITO_KEY' in os.environ else 3)\n"), "exit code 3"),
    ],
)
def test_a_run_that_fails_breaks_the_rule_whoever_is_exempt(
    pristine: Path, facts: Any, tmp_path: Path, monkeypatch: Any, change: Change, reason: str
):
    monkeypatch.setenv("VITO_KEY", "do-not-show")
    folder = shutil.copytree(pristine, tmp_path / "plugin")
    change(folder)
    replaced("quality.yaml", "  tests: done", "  tests: {status: exempt, reason: They pass.}")(folder)
    report = check(folder, lambda _: facts[pristine], run_tests)
    assert report.tests_run
    assert any(each.rule == "tests" and reason in each.reason for each in report.failed), report.failed
    assert report.level == "bronze"


def test_tests_that_do_not_end_are_given_up(pristine: Path, tmp_path: Path):
    folder = shutil.copytree(pristine, tmp_path / "plugin")
    added("tests/test_plugin.py", "\nimport time\ntime.sleep(60)\n")(folder)
    assert run_tests(read(folder), seconds=1) == "its tests did not end within 1 seconds"


def test_the_command_says_whether_the_tests_were_run(pristine: Path):
    ran, read_only = run(pristine, "--run-tests", "--json"), run(pristine, "--json")
    assert [json.loads(each.stdout)["tests_run"] for each in (ran, read_only)] == [True, False]
    assert json.loads(ran.stdout)["level"] == "gold"
    assert "tests were not run" in run(pristine).stdout


def run(*arguments: object) -> Result:
    return CliRunner().invoke(vito, ["plugin", "check", *map(str, arguments)], prog_name="vito")


def test_the_command_prints_json_and_its_exit_code_says_whether_the_level_is_reached(pristine: Path, tmp_path: Path):
    done = run(pristine, "--json", "--least", "gold")
    assert (done.exit_code, json.loads(done.stdout)["level"]) == (0, "gold")
    folder = shutil.copytree(pristine, tmp_path / "plugin")
    removed("README.md")(folder)
    said = json.loads(run(folder, "--json").stdout)
    assert said["level"] == "bronze"
    assert {"rule": "readme", "tier": "silver", "where": "README.md"}.items() <= said["failed"][0].items()
    assert (run(folder).exit_code, run(folder, "--least", "silver").exit_code) == (0, 1)
    assert "silver readme: there is none" in run(folder).stdout


@pytest.mark.parametrize("make", ["missing", "file", "empty", "binary"])
def test_what_is_no_plugin_is_said_in_one_line(tmp_path: Path, make: str):
    path = tmp_path / "it"
    if make == "file":
        path.write_text("")
    elif make != "missing":
        path.mkdir()
    if make == "binary":
        (path / "pyproject.toml").write_bytes(b"\xff\xfe\x00")
    done = run(path, "--json")
    said = json.loads(done.stdout)
    assert said["level"] == "none"
    assert said["failed"][0]["reason"]
    assert done.exit_code != 0
    assert "Traceback" not in done.output
