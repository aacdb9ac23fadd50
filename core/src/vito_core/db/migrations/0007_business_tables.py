"""The specification's tables in today's shape: enums, deployments, brands, contracts, campaigns, revenue."""

revision = "core_0007"
down_revision = "core_0006"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
