"""The report: what came of the run, read back through the API. Its JSON Schema is docs/report.schema.json."""

import datetime as dt
from statistics import median
from typing import Any

import msgspec

from vito_contracts.conversation import Citation
from vito_contracts.money import Money
from vito_contracts.outputs import Reason
from vito_core.demo.client import Api, ApiError


class ReportComment(msgspec.Struct, frozen=True, kw_only=True):
    """`known` false: the twin said that it does not know. `score` null: lead generation was off."""

    id: str
    author: str
    platform: str
    text: str
    reply: str
    citations: tuple[Citation, ...]
    known: bool
    is_lead: bool
    score: int | None
    reasons: tuple[Reason, ...]


class ReportBant(msgspec.Struct, frozen=True, kw_only=True):
    budget: str | None = None
    authority: str | None = None
    need: str | None = None
    timeline: str | None = None


class ReportStage(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    at: dt.datetime


class ReportLead(msgspec.Struct, frozen=True, kw_only=True):
    """`outcome`: won, lost, no_reply, stopped or escalated; null while the journey runs."""

    author: str
    platform: str
    score: int | None
    bant: ReportBant
    stages: tuple[ReportStage, ...]
    outcome: str | None
    reason: str
    deal_value: Money | None
    deal_value_reason: str | None
    customer_id: str | None


class ReportTicket(msgspec.Struct, frozen=True, kw_only=True):
    author: str
    category: str
    question: str
    answer: str
    citations: tuple[Citation, ...]
    status: str
    attempt: int
    escalated_to: str | None


class ReportAnalytics(msgspec.Struct, frozen=True, kw_only=True):
    """`roi` null where the cost is 0. Money in integer minor units."""

    funnel: dict[str, int] = {}
    outcomes: dict[str, int] = {}
    revenue: Money | None = None
    cost: Money | None = None
    cost_lines: list[dict[str, Any]] = []
    roi: float | None = None
    excluded: list[dict[str, Any]] = []


class ReportPlugin(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    version: str
    status: str
    hooks: tuple[str, ...]
    events_handled: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """`timings`: milliseconds of turns and seconds of journeys, from the stored times, so that they stay the same."""

    comments: tuple[ReportComment, ...]
    leads: tuple[ReportLead, ...]
    tickets: tuple[ReportTicket, ...]
    analytics: ReportAnalytics
    plugins: tuple[ReportPlugin, ...]
    timings: dict[str, float]


async def optional(api: Api, path: str) -> list[Any]:
    """A plugin's listing; empty when the tenant has the plugin disabled (its routes are 404 then)."""
    try:
        return await api.all(path)
    except ApiError as error:
        if error.status == 404:
            return []
        raise


async def collect(api: Api) -> Report:
    interactions = await api.all("/v1/interactions")
    journeys = await api.all("/v1/journeys")
    authors = {row["contact"]: row["author"] for row in (*interactions, *journeys)}
    leads = {row["contact"]: row for row in await optional(api, "/v1/x/sales-host/leads")}
    assessed = {row["interaction"]: row for row in await optional(api, "/v1/x/lead-gen/assessments")}
    tickets = await optional(api, "/v1/x/support-host/tickets")
    return Report(
        comments=tuple(_comment(row, assessed.get(row["id"])) for row in _by_id(interactions, "comment_id")),
        leads=tuple(_lead(row, leads.get(row["contact"], {})) for row in _by_id(journeys, "author")),
        tickets=tuple(
            _ticket(row, authors.get(row["contact"], ""))
            for row in sorted(tickets, key=lambda t: (t["opened_at"], t["id"]))
        ),
        analytics=await _analytics(api),
        plugins=tuple(_plugin(row) for row in (await api.get("/v1/plugins"))["items"]),
        timings=_timings(interactions, journeys),
    )


def _by_id(rows: list[Any], key: str) -> list[Any]:
    return sorted(rows, key=lambda row: (str(row[key]), row["platform"]))


def _comment(row: Any, assessment: Any) -> ReportComment:
    return ReportComment(
        id=row["comment_id"],
        author=row["author"],
        platform=row["platform"],
        text=row["text"],
        reply=row["reply"],
        citations=msgspec.convert(row["citations"], tuple[Citation, ...]),
        known=row["known"],
        is_lead=assessment["is_lead"] if assessment is not None else False,
        score=assessment["score"] if assessment is not None else None,
        reasons=msgspec.convert(assessment["reasons"], tuple[Reason, ...]) if assessment is not None else (),
    )


def _lead(journey: Any, lead: Any) -> ReportLead:
    stages = [{"name": "qualified", "at": journey["started_at"]}]
    stages += [{"name": each["name"], "at": each["at"]} for each in journey["stages"]]
    return ReportLead(
        author=journey["author"],
        platform=journey["platform"],
        score=lead.get("score"),
        bant=msgspec.convert({k: v for k, v in lead.get("bant", {}).items() if k != "quantity"}, ReportBant),
        stages=msgspec.convert(stages, tuple[ReportStage, ...]),
        outcome=journey["outcome"],
        reason=journey["reason"],
        deal_value=msgspec.convert(lead.get("deal_value"), Money | None),
        deal_value_reason=lead.get("deal_value_reason"),
        customer_id=lead.get("customer_id"),
    )


def _ticket(row: Any, author: str) -> ReportTicket:
    return ReportTicket(
        author=author,
        category=row["category"],
        question=row["question"],
        answer=row["answer"],
        citations=msgspec.convert(row["citations"], tuple[Citation, ...]),
        status=row["status"],
        attempt=row["attempt"],
        escalated_to=row["escalated_to"],
    )


async def _analytics(api: Api) -> ReportAnalytics:
    try:
        return msgspec.convert(await api.get("/v1/x/analytics-host/summary"), ReportAnalytics)
    except ApiError as error:
        if error.status == 404:
            return ReportAnalytics()
        raise


def _plugin(row: Any) -> ReportPlugin:
    return ReportPlugin(
        name=row["id"],
        version=row["version"],
        status=row["status"],
        hooks=tuple(row["hooks"]),
        events_handled=row["handled"],
    )


def _timings(interactions: list[Any], journeys: list[Any]) -> dict[str, float]:
    turns = sorted(_seconds(row["at"], row["replied_at"]) * 1000 for row in interactions)
    ended = sorted(_seconds(row["started_at"], row["ended_at"]) for row in journeys if row["ended_at"])
    timings: dict[str, float] = {"turns": len(turns), "journeys": len(ended)}
    if turns:
        timings["turn_ms_p50"] = round(median(turns), 1)
        timings["turn_ms_p95"] = round(turns[int(len(turns) * 0.95) - 1 if len(turns) > 1 else 0], 1)
    if ended:
        timings["journey_seconds_p50"] = round(median(ended), 2)
    return timings


def _seconds(begin: str, end: str) -> float:
    return (dt.datetime.fromisoformat(end) - dt.datetime.fromisoformat(begin)).total_seconds()
