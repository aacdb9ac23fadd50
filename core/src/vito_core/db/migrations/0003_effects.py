"""Effects: channel and twin, stops (the kill switch)."""

revision = "core_0003"
down_revision = "core_0002"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
