"""A turn's two transactions, each one round trip."""

revision = "core_0010"
down_revision = "core_0009"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
