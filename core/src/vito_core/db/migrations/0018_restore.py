"""What is known of backups and restores."""

revision = "core_0018"
down_revision = "core_0017"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
