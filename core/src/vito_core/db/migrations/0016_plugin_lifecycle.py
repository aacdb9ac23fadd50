"""What a plugin went through, for an installation and for a tenant."""

revision = "core_0016"
down_revision = "core_0015"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
