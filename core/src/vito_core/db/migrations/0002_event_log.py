"""The event log: shards, leased cursors, versions of event types."""

revision = "core_0002"
down_revision = "core_0001"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
