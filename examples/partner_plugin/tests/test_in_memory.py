"""With the light kit: the guardrail, the effect and its doubts."""

import datetime as dt

import pytest

from tidepool_appointments.desk import asks_for_a_change
from tidepool_appointments.gateway import KIND, Confirmation
from tidepool_appointments.wiring import appointments
from vito_contracts.capabilities import Guardrail
from vito_contracts.effects import EffectNotSent, EffectRequest, EffectState
from vito_contracts.ids import new_id
from vito_contracts.testing import Fault, checked
from vito_contracts.twin import Contact

AT = dt.datetime(2026, 5, 4, 15, 30, tzinfo=dt.UTC)


@pytest.fixture
async def plugin(load, kit, gateway):
    for tenant in (kit.tenant_a, kit.tenant_b):
        who = Contact(id=tenant.contact, platform="SMS", handle=f"+000-{tenant.name}")
        kit.spoken.contacts[tenant.scope.tenant, tenant.contact] = who
    made = load(appointments, {"gateway": gateway.url})
    yield made
    await made.close()


def request(tenant):
    payload = Confirmation(appointment=new_id(), contact=tenant.contact, place="Quay 3", at=AT)
    return EffectRequest(kind=KIND, key=str(payload.appointment), payload=payload, subject=tenant.contact)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Please cancel my appointment", True),
        ("¿Puedo mover mi cita?", True),
        ("When is my appointment?", False),
        ("I moved here for the sea", False),
    ],
)
def test_what_a_change_is(text, asks):
    assert asks_for_a_change(text) is asks


async def test_each_tenant_has_a_desk_of_its_own(plugin, kit, tenant_a, tenant_b):
    tenant_a.settings["appointments"] = {"desk": "Ring the harbour desk."}
    (guardrail,) = kit.capabilities.providers(tenant_a.scope, Guardrail)
    text = "Cancel my appointment"
    assert (await guardrail.check(tenant_a.binding(), checked(tenant_a, text))).replacement == "Ring the harbour desk."
    assert "desk only" in (await guardrail.check(tenant_b.binding(), checked(tenant_b, text))).replacement


async def test_the_message_goes_out_once_with_the_tenants_words(plugin, kit, gateway, tenant_a):
    tenant_a.settings["appointments"] = {"text": "{place}, {at} {appointment.__class__}"}
    asked = request(tenant_a)
    first, again = [await kit.effects.perform(tenant_a.scope, asked) for _ in range(2)]
    assert (first.state, again) == (EffectState.CONFIRMED, first)
    assert gateway.messages == {
        str(first.id): {"to": "+000-a", "text": "Quay 3, 04 May 2026, 15:30 UTC {appointment.__class__}"}
    }


async def test_a_lost_answer_is_looked_up_and_not_sent_again(plugin, kit, gateway, tenant_a):
    kit.effects.break_off(KIND, Fault.AFTER_ARRIVAL)
    receipt = await kit.effects.perform(tenant_a.scope, request(tenant_a))
    assert (receipt.state, gateway.calls) == (EffectState.CONFIRMED, 1)


async def test_a_busy_gateway_is_asked_again_and_a_refusal_is_final(plugin, kit, gateway, tenant_a):
    asked = request(tenant_a)
    gateway.status = 503
    with pytest.raises(EffectNotSent):
        await kit.effects.perform(tenant_a.scope, asked)
    gateway.status = 422
    receipt = await kit.effects.perform(tenant_a.scope, asked)
    assert (receipt.state, receipt.error_code) == (EffectState.FAILED, "gateway_422")
