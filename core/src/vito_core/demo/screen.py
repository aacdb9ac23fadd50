"""The report on a terminal: timeline, outcomes, money, what each plugin contributed."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vito_core.demo.report import Report, ReportLead

MILESTONES = {
    "qualified": "qualified as a lead",
    "outreach_sent": "outreach sent",
    "bant_answered": "BANT answered",
    "demo_booked": "demo booked",
    "won": "won",
    "customer_created": "customer created",
    "enquiry_answered": "enquiry answered",
    "enquiry_escalated": "enquiry escalated",
    "summarised": "summed up in analytics",
}
_COLOURS = {"won": "green", "lost": "red", "no_reply": "yellow", "stopped": "yellow", "escalated": "magenta"}


def show(console: Console, report: Report) -> None:
    _comments(console, report)
    _timeline(console, report)
    _outcomes(console, report)
    _tickets(console, report)
    _money(console, report)
    _plugins(console, report)


def _comments(console: Console, report: Report) -> None:
    known = sum(comment.known for comment in report.comments)
    leads = sum(comment.is_lead for comment in report.comments)
    console.rule(f"{len(report.comments)} comments: {known} answered from the knowledge, {leads} from leads")
    shown = next((c for c in report.comments if c.is_lead and c.citations), None)
    if shown is not None:
        console.print(f"[bold]{escape(shown.author)}[/bold]: {escape(shown.text)}")
        console.print(f"[cyan]twin[/cyan]: {escape(shown.reply)}")
        reasons = ", ".join(f"{reason.code} {reason.points:+d}" for reason in shown.reasons)
        console.print(f"[dim]lead score {shown.score}: {escape(reasons)}[/dim]")


def _timeline(console: Console, report: Report) -> None:
    console.rule("journeys")
    for lead in report.leads:
        console.print(f"[bold]{escape(lead.author)}[/bold] {_outcome(lead)}")
        begin = lead.stages[0].at
        for stage in lead.stages:
            after = (stage.at - begin).total_seconds()
            console.print(f"  {after:6.1f} s  {MILESTONES.get(stage.name, stage.name)}")


def _outcomes(console: Console, report: Report) -> None:
    table = Table("author", "outcome", "budget", "authority", "need", "timeline", "deal", box=None, pad_edge=False)
    for lead in report.leads:
        deal = str(lead.deal_value) if lead.deal_value is not None else lead.deal_value_reason or ""
        bant = (lead.bant.budget, lead.bant.authority, lead.bant.need, lead.bant.timeline)
        table.add_row(escape(lead.author), _outcome(lead), *(escape(each or "–") for each in bant), escape(deal))
    console.rule("outcomes")
    console.print(table)


def _tickets(console: Console, report: Report) -> None:
    if not report.tickets:
        return
    table = Table("author", "category", "question", "status", box=None, pad_edge=False)
    for ticket in report.tickets:
        status = f"escalated to {ticket.escalated_to}" if ticket.escalated_to else ticket.status
        table.add_row(escape(ticket.author), ticket.category, escape(ticket.question), escape(status))
    console.rule("support")
    console.print(table)


def _money(console: Console, report: Report) -> None:
    analytics = report.analytics
    console.rule("analytics")
    console.print(" → ".join(f"{name} {count}" for name, count in analytics.funnel.items()))
    roi = (
        "none (no cost)" if analytics.roi is None else f"{analytics.roi:,.2f} (× {analytics.roi + 1:,.2f} of the cost)"
    )
    console.print(f"revenue {analytics.revenue or '–'}   cost {analytics.cost or '–'}   ROI {roi}")


def _plugins(console: Console, report: Report) -> None:
    table = Table("plugin", "version", "status", "events handled", "hooks", box=None, pad_edge=False)
    for plugin in report.plugins:
        table.add_row(plugin.name, plugin.version, plugin.status, str(plugin.events_handled), ", ".join(plugin.hooks))
    console.rule("what each plugin contributed")
    console.print(table)


def _outcome(lead: ReportLead) -> str:
    if lead.outcome is None:
        return "[dim]running[/dim]"
    colour = _COLOURS.get(lead.outcome, "white")
    reason = f" ({lead.reason})" if lead.reason not in ("", lead.outcome) else ""
    return f"[{colour}]{lead.outcome}{escape(reason)}[/{colour}]"
