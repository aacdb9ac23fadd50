"""Which installation a database belongs to."""

revision = "core_0009"
down_revision = "core_0008"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
