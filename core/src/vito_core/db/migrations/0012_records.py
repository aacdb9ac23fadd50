"""What the API keeps of tenants, contracts, brands, twins, bindings and deployments."""

revision = "core_0012"
down_revision = "core_0011"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
