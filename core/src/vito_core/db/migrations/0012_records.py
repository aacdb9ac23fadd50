"""What the API keeps of contracts, brands, users and deployments."""

revision = "core_0012"
down_revision = "core_0011"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
