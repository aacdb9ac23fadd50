"""The report as one self-contained HTML page: funnel and timelines drawn as SVG, no script, nothing loaded."""

from pathlib import Path
from typing import Any

from vito_core.demo.report import Report
from vito_core.demo.screen import MILESTONES

FUNNEL = ("commented", "qualified", "outreach_sent", "bant_answered", "demo_booked", "won", "customer")
_WIDTH = 760


def render(report: Report) -> str:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html").render(
        report=report, funnel=_funnel(report), timelines=_timelines(report), names=MILESTONES
    )


def _funnel(report: Report) -> list[dict[str, Any]]:
    counts = [(name, report.analytics.funnel.get(name, 0)) for name in FUNNEL]
    widest = max((count for _, count in counts), default=0) or 1
    return [
        {"name": name.replace("_", " "), "count": count, "width": max(round(count / widest * _WIDTH), 2)}
        for name, count in counts
    ]


def _timelines(report: Report) -> list[dict[str, Any]]:
    spans = [(lead.stages[-1].at - lead.stages[0].at).total_seconds() for lead in report.leads]
    longest = max(spans, default=0) or 1
    rows = []
    for lead in report.leads:
        begin = lead.stages[0].at
        points = [
            {
                "name": MILESTONES.get(stage.name, stage.name),
                "x": round((stage.at - begin).total_seconds() / longest * _WIDTH),
                "seconds": round((stage.at - begin).total_seconds(), 1),
            }
            for stage in lead.stages
        ]
        rows.append({"lead": lead, "points": points})
    return rows
