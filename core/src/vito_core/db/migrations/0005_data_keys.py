"""A data key for each tenant, wrapped by the installation's key."""

revision = "core_0005"
down_revision = "core_0004"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
