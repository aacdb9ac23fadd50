"""Migration operations of the core's own tables: one way to put a table behind the wall, one to make a definer
function. Migrations of landed releases call these, so their meaning never changes; a new need is a new function."""

from alembic import op

from vito_contracts.sql import CURRENT_TENANT, WALLED
from vito_core.db.roles import APP, RESOLVER


def wall(table: str, rights: str) -> None:
    """Row level security enabled and forced on a table with a `tenant_id`, the tenant policy, and `rights` to the
    app role (e.g. "select, insert, update")."""
    op.execute(f"alter table core.{table} enable row level security")
    op.execute(f"alter table core.{table} force row level security")
    op.execute(f"create policy tenant on core.{table} to {WALLED} using (tenant_id = {CURRENT_TENANT})")
    op.execute(f"grant {rights} on core.{table} to {APP}")


def across(table: str, role: str, rights: str) -> None:
    """Lets one of the core's own roles see all tenants' rows of a table. Each use is on the catalogue's allow-list."""
    policy = role.removeprefix("vito_")
    op.execute(f"create policy {policy} on core.{table} to {role} using (true)")
    op.execute(f"grant {rights} on core.{table} to {role}")


def definer(signature: str, statement: str, *callers: str) -> None:
    """A SECURITY DEFINER function owned by the resolver, callable by `callers` alone.

    `statement`: the whole `create function`, with its `security definer set search_path = pg_catalog`.
    """
    op.execute(statement)
    op.execute(f"alter function {signature} owner to {RESOLVER}")
    op.execute(f"revoke all on function {signature} from public")
    for caller in callers:
        op.execute(f"grant execute on function {signature} to {caller}")
