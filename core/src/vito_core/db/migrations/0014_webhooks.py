"""Webhooks: who is told of what, and what became of each telling."""

revision = "core_0014"
down_revision = "core_0013"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
