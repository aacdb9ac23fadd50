"""What a plugin keeps: tables behind the tenant wall, migrations both ways, what it holds about people, its events."""

import ast
from collections.abc import Iterator

from vito_core.partner.model import Fault, Partner, Rule, Source, Tier

_ABOUT_PEOPLE = {"contact", "contact_id", "email", "phone", "handle", "author"}
"""Columns that only a row about a person has."""


def _tables(partner: Partner) -> Iterator[Fault]:
    schemas = set(partner.facts.schemas)
    if len(partner.facts.schemas) > 1:
        yield Fault(f"several schemas ({', '.join(sorted(schemas))}); a plugin has one", "")
    for table in partner.facts.tables:
        where = f"table {table.schema}.{table.name}"
        if table.schema not in schemas:
            yield Fault("is not in the plugin's own schema", where)
        if "tenant_id" not in table.columns:
            yield Fault("has no tenant: make it with vito_contracts.sql.tenant_table", where)
        for key in table.unwalled:
            yield Fault(f"key {key!r} does not begin with tenant_id: two tenants would meet in it", where)


def _migrations(partner: Partner) -> Iterator[Fault]:
    for folder in partner.facts.migrations:
        if not any(f"/{folder}/" in f"/{source.where}" for source in partner.migrations):
            yield Fault("tables, and no migration that makes them", partner.where(partner.package / folder))
    text = {each for source in partner.migrations for each in _texts(source)}
    for table in partner.facts.tables:
        if not any(table.name in each for each in text):
            yield Fault(f"no migration makes the table {table.name!r}", partner.where(partner.package))
    for source in partner.migrations:
        for name, line in _calls(source):
            if name == "create_table":
                reason = "create_table makes a table without a wall: use vito_contracts.sql.create_tenant_table"
                yield Fault(reason, f"{source.where}:{line}")


def _downgrade(partner: Partner) -> Iterator[Fault]:
    for source in partner.migrations:
        functions = {each.name: each for each in source.tree.body if isinstance(each, ast.FunctionDef)}
        down = functions.get("downgrade")
        if "upgrade" in functions and (down is None or _does_nothing(down)):
            yield Fault("there is no way back: downgrade does nothing", source.where)


def _data_subjects(partner: Partner) -> Iterator[Fault]:
    holds = partner.facts.data_subjects
    if partner.manifest.personal_data and not holds:
        yield Fault("personal_data = true, and no data_subjects to export and erase", "plugin.toml")
    if holds and not partner.manifest.personal_data:
        yield Fault("it gives data_subjects, and its manifest says that it holds no personal data", "plugin.toml")
    for table in partner.facts.tables:
        found = sorted(_ABOUT_PEOPLE.intersection(table.columns))
        if found and not partner.manifest.personal_data:
            reason = f"column {found[0]!r} is about a person: say personal_data = true, and give data_subjects"
            yield Fault(reason, f"table {table.schema}.{table.name}")


def _event_payloads(partner: Partner) -> Iterator[Fault]:
    for each in partner.facts.unfit_payloads:
        yield Fault(f"event {each} could hold a person's words: use ids, numbers, enums and Code", "event_types")


def _texts(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _calls(source: Source) -> Iterator[tuple[str, int]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node.lineno


def _does_nothing(function: ast.FunctionDef) -> bool:
    return all(isinstance(each, ast.Pass | ast.Raise | ast.Expr) and not _is_call(each) for each in function.body)


def _is_call(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


RULES = (
    Rule(
        id="tables",
        tier=Tier.BRONZE,
        says="every table is in the plugin's schema, and every key of it begins with the tenant",
        check=_tables,
        of_facts=True,
    ),
    Rule(
        id="migrations",
        tier=Tier.BRONZE,
        says="a migration makes every table, behind the wall",
        check=_migrations,
        of_facts=True,
    ),
    Rule(
        id="data-subjects",
        tier=Tier.BRONZE,
        says="who holds something about people says so, exports and erases it",
        check=_data_subjects,
        of_facts=True,
    ),
    Rule(
        id="event-payloads",
        tier=Tier.BRONZE,
        says="no event can hold a person's words",
        check=_event_payloads,
        of_facts=True,
    ),
    Rule(id="downgrade", tier=Tier.GOLD, says="every migration has a way back", check=_downgrade),
)
