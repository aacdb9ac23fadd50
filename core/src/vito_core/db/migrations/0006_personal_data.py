"""Requests to export or erase one contact, with their receipts."""

revision = "core_0006"
down_revision = "core_0005"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
