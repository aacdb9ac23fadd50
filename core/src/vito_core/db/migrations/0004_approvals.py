"""Approvals: one queue of human decisions."""

revision = "core_0004"
down_revision = "core_0003"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
