"""`vito plugin check`: reads a plugin, loads it apart, asks every rule, and says which level it has."""

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from vito_core.partner.loading import load
from vito_core.partner.model import Exemption, Facts, Failure, Fault, Partner, Report, Tier
from vito_core.partner.quality import FILE, Quality, QualityError, read_quality
from vito_core.partner.reading import Unreadable, read, with_facts
from vito_core.partner.rules import BY_ID, RULES

NONE = "none"


def check(
    folder: Path, loader: Callable[[Path], Facts] = load, run_tests: Callable[[Partner], str] | None = None
) -> Report:
    """`run_tests`: runs the plugin's own tests and says what failed; None: they are not run.

    Raises `InvalidInput` only for a path that is no folder; all else is said in the report."""
    try:
        partner = read(folder)
    except Unreadable as fault:
        failure = Failure(rule=fault.rule, tier=BY_ID[fault.rule].tier, reason=fault.reason, where=fault.where)
        return Report(plugin=folder.name, level=NONE, failed=(failure,))
    partner = with_facts(partner, loader(partner.package))
    quality: Quality | None = None
    found: dict[str, tuple[Fault, ...]] = {}
    try:
        quality = read_quality(partner.folder)
        found["quality"] = tuple(_statements(quality))
    except QualityError as error:
        found["quality"] = (Fault(str(error), FILE),)
    if run_tests is not None and (failed := run_tests(partner)):
        found["tests"] = (Fault(failed, "tests"),)
    return msgspec.structs.replace(_judge(partner, quality, found), tests_run=run_tests is not None)


def _judge(partner: Partner, quality: Quality | None, found: Mapping[str, tuple[Fault, ...]]) -> Report:
    """`found`: rule → what was found otherwise than by asking it; of this nobody is exempt."""
    loads = not partner.facts.error and not partner.facts.hook_error
    failed: list[Failure] = []
    warnings: list[Failure] = []
    exempt: list[Exemption] = []
    passed: list[str] = []
    unjudged = tuple(rule.id for rule in RULES if rule.of_facts and not loads)
    for rule in RULES:
        if rule.id in unjudged:
            continue
        others = found.get(rule.id, ())
        faults = (*rule.check(partner), *others)
        statement = quality.status(rule.id) if quality is not None else None
        if statement is not None and statement.status == "exempt" and rule.tier is not Tier.BRONZE and not others:
            exempt.append(Exemption(rule=rule.id, reason=statement.reason.strip()))
            continue
        if statement is not None and statement.status == "todo" and not faults:
            faults = (Fault(f"to do: {statement.reason.strip()}", FILE),)
        if faults:
            kept = warnings if rule.advice else failed
            kept += [Failure(rule=rule.id, tier=rule.tier, reason=each.reason, where=each.where) for each in faults]
        else:
            passed.append(rule.id)
    return Report(
        plugin=partner.manifest.id,
        level=_level({each.tier for each in failed}),
        failed=tuple(failed),
        exempt=tuple(exempt),
        passed=tuple(passed),
        unjudged=unjudged,
        warnings=tuple(warnings),
    )


def _level(failed: set[Tier]) -> str:
    """The highest tier that is reached without passing one that fails."""
    reached = NONE
    for tier in Tier:
        if tier in failed:
            break
        reached = tier.value
    return reached


def _statements(quality: Quality | None) -> list[Fault]:
    """What the rule "quality" says of the file itself."""
    if quality is None:
        return [Fault("missing: it says of every rule whether it is done, to do or exempt", FILE)]
    faults = [Fault(f"says nothing of {rule.id!r}", FILE) for rule in RULES if rule.id not in quality.rules]
    faults += [Fault(f"there is no rule {name!r}", FILE) for name in quality.rules if name not in BY_ID]
    for rule in RULES:
        statement = quality.status(rule.id)
        if rule.tier is Tier.BRONZE and statement is not None and statement.status == "exempt":
            faults.append(Fault(f"{rule.id!r} is a bronze rule: nobody is exempt from it", FILE))
    return faults


def as_data(report: Report) -> dict[str, object]:
    """As plain data, for JSON."""
    data: dict[str, object] = msgspec.to_builtins(report)
    return data
