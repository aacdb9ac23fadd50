"""The summary: funnel, outcomes and money of a tenant."""

import msgspec

from vito_contracts.money import Money
from vito_host_analytics.money import CostLine, Excluded, cost_lines, return_on_investment, revenue
from vito_host_analytics.settings import Settings
from vito_host_analytics.store import Counts

STEPS = ("qualified", "outreach_sent", "bant_answered", "demo_booked", "won")


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """`funnel`: contacts at each step, except `comments`, `answered` and the enquiries, which count messages."""

    funnel: dict[str, int]
    outcomes: dict[str, int]
    revenue: Money
    cost: Money
    cost_lines: list[CostLine]
    roi: float | None
    excluded: list[Excluded]


def summarise(counts: Counts, settings: Settings) -> Summary:
    lines = cost_lines(counts.usage, settings)
    cost = Money(sum(line.cost.minor_units for line in lines), settings.currency)
    income, excluded = revenue(counts.deals, settings.currency)
    funnel = {"comments": counts.comments, "answered": counts.answered, "commented": counts.commented}
    funnel |= {step: counts.steps.get(step, 0) for step in STEPS}
    funnel["customer"] = counts.steps.get("customer_created", 0)
    funnel["enquiry_answered"] = counts.tickets.get("resolved", 0)
    funnel["enquiry_escalated"] = counts.tickets.get("escalated", 0)
    return Summary(
        funnel=funnel,
        outcomes=counts.outcomes,
        revenue=income,
        cost=cost,
        cost_lines=lines,
        roi=return_on_investment(income, cost),
        excluded=excluded,
    )
