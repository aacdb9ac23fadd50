"""The engine's Alembic environment, for the core and for every plugin: one version table each, so that an
uninstalled plugin's revisions block nobody (a shared graph answers "Can't locate revision" to every command)."""

from typing import Any

from alembic import context

attributes = context.config.attributes
schema: str = attributes["schema"]


def _own_name(name: str | None, type_: str, _: Any) -> bool:
    return name == schema if type_ == "schema" else True


context.configure(
    connection=attributes["connection"],
    version_table="alembic_version",
    version_table_schema=schema,
    target_metadata=attributes.get("metadata"),
    include_schemas=True,
    include_name=_own_name,
)
with context.begin_transaction():
    context.run_migrations()
