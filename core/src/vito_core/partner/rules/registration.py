"""Making the plugin and calling its hooks."""

from collections.abc import Iterator

from vito_contracts.scope import Level
from vito_core.partner.model import Fault, Partner, Rule, Tier


def _where(partner: Partner) -> str:
    return partner.manifest.plugin


def _loads(partner: Partner) -> Iterator[Fault]:
    if partner.facts.error:
        yield Fault(partner.facts.error, _where(partner))


def _hooks(partner: Partner) -> Iterator[Fault]:
    if partner.facts.hook_error:
        yield Fault(partner.facts.hook_error, _where(partner))
    for hook in partner.facts.empty_hooks:
        yield Fault(f"hook {hook!r} yields nothing: leave it out", _where(partner))
    for function in partner.facts.not_async:
        yield Fault(f"{function} is awaited, and is no async function", _where(partner))
    if partner.manifest.level is Level.BINDING and "subscriptions" in partner.facts.hooks:
        yield Fault('level "binding" cannot subscribe: a handler is handed a tenant', _where(partner))


def _capabilities(partner: Partner) -> Iterator[Fault]:
    named, offered = set(partner.manifest.capabilities), set(partner.facts.capabilities)
    for name in sorted(offered - named):
        yield Fault(f"offers {name!r}, which the manifest does not name", "plugin.toml")
    for name in sorted(named - offered):
        yield Fault(f"the manifest names {name!r}, which it does not offer", "plugin.toml")


def _names(partner: Partner) -> Iterator[Fault]:
    for name in (*partner.facts.effects, *partner.facts.approval_kinds):
        if not name.startswith(f"{partner.manifest.id}."):
            yield Fault(f"{name!r} must be named {partner.manifest.id}.<name>", _where(partner))


RULES = (
    Rule(
        id="loads",
        tier=Tier.BRONZE,
        says="it is imported and made quickly, without network and without ending the process",
        check=_loads,
    ),
    Rule(id="hooks", tier=Tier.BRONZE, says="hooks exist, take what they may and yield what they must", check=_hooks),
    Rule(
        id="capabilities",
        tier=Tier.BRONZE,
        says="what it offers is what the manifest names",
        check=_capabilities,
        of_facts=True,
    ),
    Rule(
        id="names",
        tier=Tier.BRONZE,
        says="effects and approval kinds begin with the plugin's id",
        check=_names,
        of_facts=True,
    ),
)
