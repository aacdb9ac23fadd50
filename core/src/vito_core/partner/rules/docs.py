"""What is written for people: README, descriptions, the quality file."""

from collections.abc import Iterator

from vito_core.partner.model import Fault, Partner, Rule, Tier

SHORTEST = 200
"""Characters of a README that says something."""


def _readme_text(partner: Partner) -> str:
    path = partner.folder / "README.md"
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _readme(partner: Partner) -> Iterator[Fault]:
    text = _readme_text(partner)
    if not text:
        yield Fault("there is none: say what it does, what it keeps, what it sends, and its settings", "README.md")
    elif len(text) < SHORTEST:
        yield Fault(f"{len(text)} characters say too little", "README.md")


def _settings_described(partner: Partner) -> Iterator[Fault]:
    text = _readme_text(partner)
    for setting in partner.facts.settings:
        if f"`{setting.name}`" not in text:
            yield Fault(f"setting {setting.name!r} is not described", "README.md")


def _routes_described(partner: Partner) -> Iterator[Fault]:
    for path in partner.facts.undescribed_routes:
        yield Fault(f"route {path} has no summary: OpenAPI shows it", "routes")


def _quality(_: Partner) -> Iterator[Fault]:
    """Answered by the check itself, which reads the file."""
    yield from ()


RULES = (
    Rule(id="readme", tier=Tier.SILVER, says="a README says what it does, keeps and sends", check=_readme),
    Rule(id="quality", tier=Tier.SILVER, says="quality.yaml speaks of every rule and of no other", check=_quality),
    Rule(
        id="settings-described",
        tier=Tier.GOLD,
        says="the README describes every `setting` by its name",
        check=_settings_described,
        of_facts=True,
    ),
    Rule(
        id="routes-described",
        tier=Tier.GOLD,
        says="every route has a summary",
        check=_routes_described,
        of_facts=True,
    ),
)
