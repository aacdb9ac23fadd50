"""JSON schemas of configuration columns, versioned and enforced by trigger.

The specification's table cannot hold a second version of a schema (`schema_name` is unique); here `(schema_name,
version)` is. Rows that are there already are not looked at: `vito db schemas check` tells which do not fit, and they
stay readable. Whoever writes one anew has to mend it.
"""

import re
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from vito_contracts.sql import WALLED

revision = "core_0008"
down_revision = "core_0007"

_HERE = Path(__file__).parent.parent / "jsonb"
FUNCTIONS = ("violation", "fault", "schemas", "matches", "enforce")
FIRST_SCHEMAS = (
    "campaign_guidelines",
    "context_accounting",
    "context_analytics",
    "context_clinics",
    "context_customer_support",
    "context_elearning",
    "context_finance",
    "context_hr",
    "context_inventory",
    "context_marketing",
    "context_sales_crm",
    "conversation_context",
    "deployment_config",
    "twin_config",
)
WATCHED = {
    "twin_versions": "'config', 'twin_config'",
    "bindings": "'context', 'context_', 'module'",
    "conversations": "'context', 'conversation_context'",
    "deployments": "'config', 'deployment_config'",
    "brand_campaigns": "'guidelines', 'campaign_guidelines'",
}
SIGNATURES = (
    "watch_jsonb(regclass, text, text, text)",
    "enforce_jsonb()",
    "jsonb_matches(jsonb, jsonb)",
    "guard_jsonb_schema()",
    "jsonb_schema_fault(jsonb)",
    "jsonb_schema_fault_at(jsonb, jsonb, text)",
    "jsonb_pattern_fault(jsonb)",
    "jsonb_violation(jsonb, jsonb)",
    "jsonb_violation_at(jsonb, jsonb, jsonb, text, integer)",
    "jsonb_string_violation(jsonb, text, text)",
    "jsonb_has_format(text, text)",
    "jsonb_number_violation(jsonb, numeric, text)",
    "jsonb_array_violation(jsonb, jsonb, jsonb, text)",
    "jsonb_object_violation(jsonb, jsonb, jsonb, text)",
    "jsonb_combined_violation(jsonb, jsonb, jsonb, text, integer)",
)


def upgrade() -> None:
    connection = op.get_bind()
    # Driver SQL: colons in it are its own, not parameters.
    for name in FUNCTIONS:
        for statement in re.split(r"(?m)^(?=create )", (_HERE / f"{name}.sql").read_text(encoding="utf-8")):
            if statement.strip():
                connection.exec_driver_sql(statement)
    op.execute(f"grant select on core.jsonb_schemas to {WALLED}")
    op.execute("revoke all on function core.watch_jsonb(regclass, text, text, text) from public")
    for name in FIRST_SCHEMAS:
        connection.execute(
            sa.text(
                "insert into core.jsonb_schemas (schema_name, version, schema, state)"
                " values (:name, 1, cast(:schema as jsonb), 'active')"
            ),
            {"name": name, "schema": (_HERE / "schemas" / f"{name}.v1.json").read_text(encoding="utf-8")},
        )
    for table, watched in WATCHED.items():
        op.execute(f"select core.watch_jsonb('core.{table}', {watched})")


def downgrade() -> None:
    for table, watched in WATCHED.items():
        op.execute(f"drop trigger enforce_{watched.split(',')[0].strip(chr(39))} on core.{table}")
    op.execute("drop table core.jsonb_schemas")
    for signature in SIGNATURES:
        op.execute(f"drop function core.{signature}")
