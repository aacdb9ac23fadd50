"""Rates, quotas and usage of keys."""

revision = "core_0015"
down_revision = "core_0014"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
