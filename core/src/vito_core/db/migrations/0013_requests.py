"""Requests that may be repeated: idempotency keys and their answers."""

revision = "core_0013"
down_revision = "core_0012"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
