"""Settings of the sales host; a tenant may overlay them."""

from typing import Annotated

import msgspec

Days = Annotated[float, msgspec.Meta(gt=0, le=365)]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days are real days; an installation may run them faster for a demonstration."""

    reply_wait_days: Days = 5.0
    """How long a message waits for an answer before the reminder, or the end."""
    reminders: Annotated[int, msgspec.Meta(ge=0, le=5)] = 1
    """Reminders in each stage."""
    question_rounds: Annotated[int, msgspec.Meta(ge=0, le=5)] = 2
    """How often what is missing of BANT is asked for."""
    demo_proposals: Annotated[int, msgspec.Meta(ge=1, le=5)] = 2
    """How many times are proposed before a human takes over."""
    demo_days: Days = 2.0
    """From the booking to the demo, where the contact's words name no day we understand."""
    outreach_approval: bool = False
    """Every message waits for a human's approval before it is sent."""
    approval_days: Days = 2.0
    """How long it waits; then it is not sent."""
