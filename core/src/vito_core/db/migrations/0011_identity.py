"""Keys with scopes and an end, staff, sessions, service accounts."""

revision = "core_0011"
down_revision = "core_0010"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
