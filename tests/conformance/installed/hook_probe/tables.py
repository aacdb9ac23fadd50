"""One table."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import tenant_table

SCHEMA = "hook_probe"
metadata = sa.MetaData(schema=SCHEMA)
notes = tenant_table(metadata, "notes", sa.Column("contact", UUID, nullable=False))
