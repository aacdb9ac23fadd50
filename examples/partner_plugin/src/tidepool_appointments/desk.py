"""The guardrail: a twin cancels and moves nothing."""

import re
from types import SimpleNamespace

from tidepool_appointments.settings import Settings
from vito_contracts.capabilities import Checked, CheckedSide, Verdict
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services

_CHANGE = re.compile(
    r"\b(cancel|move|postpone|reschedule|cambiar|cancelar|mover)\w*\b.{0,40}\b(appointment|booking|cita)\b",
    re.IGNORECASE | re.DOTALL,
)


def asks_for_a_change(text: str) -> bool:
    return _CHANGE.search(text) is not None


def desk(services: Services) -> SimpleNamespace:
    """A `Guardrail`: who wants to change an appointment hears where that is done."""

    async def check(scope: BindingScope, checked: Checked) -> Verdict:
        if checked.side is not CheckedSide.INPUT or not asks_for_a_change(checked.text):
            return Verdict(allowed=True)
        own = await services.settings.of(scope, Settings)
        return Verdict(allowed=False, code="desk_only", replacement=own.desk)

    return SimpleNamespace(check=check)
