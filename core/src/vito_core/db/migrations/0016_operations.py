"""What operators look at: sizes, growth, archive, alerts, traces."""

revision = "core_0016"
down_revision = "core_0015"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
