"""What operators look at: sizes, growth, alerts."""

revision = "core_0015"
down_revision = "core_0014"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
