"""The rules, family by family. A rule is an id, a tier and a function that yields what breaks it."""

from vito_core.partner.model import Rule, Tier
from vito_core.partner.rules import code, data, docs, package, registration, safety, tests

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*package.RULES, *registration.RULES, *code.RULES, *data.RULES, *safety.RULES, *tests.RULES, *docs.RULES),
        key=lambda rule: list(Tier).index(rule.tier),
    )
)
"""All of them, bronze first."""
BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
