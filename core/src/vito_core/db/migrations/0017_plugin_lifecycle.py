"""What a plugin went through, for the installation and for a tenant."""

revision = "core_0017"
down_revision = "core_0016"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
