"""One run of the demo, from the command line's options to the exit code."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from vito_contracts.errors import InvalidInput, VitoError
from vito_core.demo import html, screen
from vito_core.demo.cast import Cast, Stage, read_cast, set_up
from vito_core.demo.drive import POLL_SECONDS, Driver
from vito_core.demo.inputs import Inputs, ingest_root, read_inputs
from vito_core.demo.report import Report, collect
from vito_core.embedded import EmbeddedServerError
from vito_core.home import Home, HomeState
from vito_core.registry import check_installation
from vito_core.settings import find_plugins_file
from vito_core.supervisor import Address, ChildFailed, Supervisor, Tuning

SECONDS_PER_DAY = 1.0
COMMENTS_PER_SECOND = 400
"""With many comments days last longer, so that a busy machine does not make people seem silent."""
PATIENCE_SECONDS = 600.0
EXIT_OK, EXIT_BAD_LINES, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


class Options(msgspec.Struct, kw_only=True):
    knowledge: Path | None = None
    comments: Path | None = None
    customers: Path | None = None
    catalog: Path | None = None
    report: Path | None = None
    home: Path = Path(".vito-demo")
    port: int = 0
    fresh: bool = False
    keep: bool = False
    disable: tuple[str, ...] = ()
    as_json: bool = False


class _Signals:
    """Ctrl-C and SIGTERM end the run in order, whatever it is doing."""

    def __enter__(self) -> None:
        self._before = signal.signal(signal.SIGTERM, self._interrupt)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGTERM, self._before)

    @staticmethod
    def _interrupt(*_: object) -> None:
        raise KeyboardInterrupt


def run(options: Options) -> int:
    """0: all went well; 1: some lines could not be used; raises `InvalidInput` for exit code 2."""
    console = Console(stderr=True, highlight=False)
    began = time.monotonic()
    plugins_file = find_plugins_file()
    check_installation(plugins_file)
    examples = _examples(plugins_file)
    inputs, cast = _inputs(options, examples), read_cast(examples / "setup.json")
    report_path = options.report or options.home / "report.json"
    _check_report_path(options.report)
    home = Home(options.home)
    _name_bad_lines(console, inputs)
    with _Signals(), home.in_use(fresh=options.fresh) as state:
        tuning = Tuning(
            plugins_file=plugins_file,
            port=options.port,
            seconds_per_day=max(SECONDS_PER_DAY, len(inputs.comments) / COMMENTS_PER_SECOND),
            ingest_roots=(ingest_root(home.folder, cast.brand.slug, inputs.knowledge),),
        )
        supervisor = Supervisor(home, state, tuning, lambda text: console.print(f"[dim]· {text}[/dim]"))
        try:
            address = supervisor.start(worker=False)
            report, warnings = asyncio.run(_journey(console, supervisor, address, home, state, cast, inputs, options))
            html_path = _write(report, report_path)
            _show(console, options, report, report_path, html_path, tuning, time.monotonic() - began, cast)
            if options.keep:
                console.print(f"Serving at {address.url} until Ctrl-C.")
                supervisor.wait()
        except KeyboardInterrupt:
            console.print("stopped; run the same command again to go on")
            return EXIT_INTERRUPTED if not options.keep else EXIT_OK
        except (ChildFailed, EmbeddedServerError) as error:
            raise InvalidInput(str(error)) from error
        except ExceptionGroup as group:
            raise _first(group) from group
        finally:
            supervisor.stop()
    return _complain(console, inputs, warnings)


def _examples(plugins_file: Path) -> Path:
    """The shipped example: beside plugins.toml, else in the checkout this package runs from."""
    beside = plugins_file.parent / "examples" / "demo"
    return beside if beside.is_dir() else Path(__file__).parents[4] / "examples" / "demo"


def _check_report_path(path: Path | None) -> None:
    if path is None:
        return
    if path.is_dir():
        raise InvalidInput(f"--report {path}: is a folder; name a file in it, e.g. {path / 'report.json'}")
    if not path.absolute().parent.is_dir():
        raise InvalidInput(f"--report {path}: its folder does not exist")


def _inputs(options: Options, examples: Path) -> Inputs:
    if options.comments is None and options.knowledge is None:
        for name in ("customers", "catalog"):
            if getattr(options, name) is not None:
                raise InvalidInput(f"--{name} goes with --knowledge and --comments")
        if not examples.is_dir():
            raise InvalidInput(f"{examples}: the shipped example is not there; give --knowledge and --comments")
        return read_inputs(
            examples / "knowledge", examples / "comments.jsonl", examples / "customers.jsonl", examples / "catalog.json"
        )
    if options.comments is None or options.knowledge is None:
        raise InvalidInput("give --knowledge and --comments together (or neither, for the shipped example)")
    return read_inputs(options.knowledge, options.comments, options.customers, options.catalog)


async def _journey(
    console: Console,
    supervisor: Supervisor,
    address: Address,
    home: Home,
    state: HomeState,
    cast: Cast,
    inputs: Inputs,
    options: Options,
) -> tuple[Report, list[str]]:
    stage = await set_up(address.url, home, state, cast, inputs.catalog, options.disable)
    try:
        driver = Driver(stage, inputs)
        with _progress(console) as progress:
            # What people had said before an interruption is heard before their journeys' timers go on.
            await driver.answer_outreach()
            supervisor.start_worker()
            await _ingest(driver, progress, stage.brand_slug)
            task = progress.add_task("comments answered", total=len(inputs.comments))
            await driver.comment_all(lambda: progress.advance(task))
            await driver.catch_up()
            await _follow(driver, stage, progress)
        return await collect(stage.brand), driver.warnings
    finally:
        await stage.brand.close()


def _progress(console: Console) -> Progress:
    return Progress(
        SpinnerColumn(finished_text="[green]✓[/green]"),
        TextColumn("{task.description:<22}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        console=console,
    )


async def _ingest(driver: Driver, progress: Progress, brand: str) -> None:
    task = progress.add_task("pages read", total=None)
    report = await driver.ingest(f"{brand}-docs", lambda d, t, _: progress.update(task, completed=d, total=t))
    pages = report.get("documents", 0) + report.get("unchanged", 0)
    progress.update(task, total=pages, completed=pages)
    for path, why in report.get("skipped", {}).items():
        driver.warnings.append(f"knowledge: {path}: {why}")


async def _follow(driver: Driver, stage: Stage, progress: Progress) -> None:
    """Plays the customers until every journey has ended and nothing moves any more."""
    api = stage.brand
    task = progress.add_task("journeys ended", total=None)
    deadline = time.monotonic() + PATIENCE_SECONDS
    still, before = 0, ""
    journeys: list[Any] = []
    while still < 3:
        if time.monotonic() > deadline:
            raise InvalidInput(
                f"the journeys did not end within {PATIENCE_SECONDS:.0f} s; see the logs in the home folder"
            )
        await driver.answer_outreach()
        journeys = await api.all("/v1/journeys")
        await driver.enquire(_ready(journeys))
        ended = sum(1 for row in journeys if row["outcome"] is not None)
        progress.update(task, completed=ended, total=max(len(journeys), 1))
        facts = await _facts(stage, journeys)
        settled = facts.pop("settled")
        now = str(facts)
        still = still + 1 if settled and now == before else 0
        before = now
        await asyncio.sleep(POLL_SECONDS)
    progress.update(task, total=len(journeys), completed=len(journeys))


def _ready(journeys: list[Any]) -> Any:
    by_author = {row["author"]: row for row in journeys}

    def ready(author: str) -> bool:
        row = by_author.get(author)
        return row is None or row["outcome"] is not None or any(s["name"] == "won" for s in row["stages"])

    return ready


async def _facts(stage: Stage, journeys: list[Any]) -> dict[str, Any]:
    """What must come to rest before the report is written. An enquiry is an event: nothing pending, all answered."""
    api = stage.brand
    plugins = {row["id"]: row for row in (await api.get("/v1/plugins"))["items"]}
    return {
        "settled": (await api.get("/v1/pending"))["events"] == 0
        and all(row["outcome"] is not None for row in journeys),
        "handled": {name: row["handled"] + row["skipped"] for name, row in plugins.items()},
        "journeys": len(journeys),
    }


def _write(report: Report, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    html_path = path.with_suffix(".html")
    html_path.write_text(html.render(report), encoding="utf-8")
    return html_path


def _show(
    console: Console,
    options: Options,
    report: Report,
    path: Path,
    html_path: Path,
    tuning: Tuning,
    seconds: float,
    cast: Cast,
) -> None:
    if options.as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report)).decode() + "\n")
        return
    screen.show(Console(highlight=False), report)
    console.print(
        f"\nOne day of a journey lasted {tuning.seconds_per_day:g} s here (× {86_400 / tuning.seconds_per_day:,.0f})."
    )
    console.print(f"Report: {path}   Picture: {html_path}   ({seconds:.0f} s)", soft_wrap=True)
    home = options.home
    with contextlib.suppress(ValueError):
        home = home.absolute().relative_to(Path.cwd())
    console.print("Go on with (the same home, served):", style="bold")
    program = os.path.relpath(sys.argv[0]) if os.sep in sys.argv[0] else sys.argv[0]
    console.print(f"  {program} serve --home {home} --port 8700 &", soft_wrap=True)
    key = f"$(cat {home}/keys/{cast.brand.slug})"
    console.print(f'  curl -H "Authorization: Bearer {key}" http://127.0.0.1:8700/v1/journeys', soft_wrap=True)


def _name_bad_lines(console: Console, inputs: Inputs) -> None:
    for bad in inputs.bad_lines:
        console.print(f"{bad.where}: {bad.says}", style="yellow", markup=False, soft_wrap=True)


def _complain(console: Console, inputs: Inputs, warnings: list[str]) -> int:
    _name_bad_lines(console, inputs)
    for warning in warnings:
        console.print(warning, style="yellow", markup=False, soft_wrap=True)
    if inputs.bad_lines:
        console.print(f"{len(inputs.bad_lines)} line(s) could not be used; the rest was processed.")
    return EXIT_BAD_LINES if inputs.bad_lines else EXIT_OK


def _first(group: ExceptionGroup[Any]) -> Exception:
    inner = group.exceptions[0]
    if isinstance(inner, ExceptionGroup):
        return _first(inner)
    return inner if isinstance(inner, VitoError) else group
