"""Keys with scopes and an end, staff, sessions, limits and usage."""

revision = "core_0011"
down_revision = "core_0010"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
