"""What the store gives, as structs."""

import datetime as dt

import msgspec

from vito_contracts.ids import ContactId
from vito_host_analytics.books import DealSum


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the funnel, and when the contact first took it."""

    step: str
    at: dt.datetime


class Journey(msgspec.Struct, frozen=True, kw_only=True):
    """One contact's way, oldest step first. Who only commented, or asked support, has no outcome."""

    contact: ContactId
    steps: tuple[Step, ...]
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    outcome: str | None = None
    reason: str | None = None
    summarised: bool = False
    deals: tuple[DealSum, ...] = ()


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """All counters of a tenant. `steps`: step → contacts; `outcomes`: outcome → journeys."""

    steps: dict[str, int]
    comments: int
    outcomes: dict[str, int]
    deals: tuple[DealSum, ...]
    usage: dict[str, int]
