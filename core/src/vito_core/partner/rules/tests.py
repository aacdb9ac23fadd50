"""The plugin's tests: that there are some, and that they try what matters."""

import ast
import re
from collections.abc import Iterator

from vito_core.partner.model import Fault, Partner, Rule, Tier

_SAYS_SO = re.compile(r"(other|another|every|each|no|foreign)_tenant|tenants_(are|stay)|isolat|tenant_b\b")
_MAKES_TENANT = {"furnish", "new_tenant"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(partner: Partner) -> Iterator[Function]:
    for source in partner.tests:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield node


def _tests(partner: Partner) -> Iterator[Fault]:
    if not any(True for _ in _functions(partner)):
        yield Fault("there is no test", "tests")


def _isolation(partner: Partner) -> Iterator[Fault]:
    if not any(_of_two_tenants(each) for each in _functions(partner)):
        yield Fault(
            "no test has two tenants: take the fixtures tenant_a and tenant_b, or furnish two, and show that one"
            " sees and hears nothing of the other",
            "tests",
        )


def _of_two_tenants(function: Function) -> bool:
    if _SAYS_SO.search(function.name):
        return True
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    names |= {each.arg for each in function.args.args}
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    made = sum(isinstance(each, ast.Name) and each.id in _MAKES_TENANT for each in calls)
    return {"tenant_a", "tenant_b"} <= names or made > 1


def _erasure(partner: Partner) -> Iterator[Fault]:
    if not partner.facts.data_subjects:
        return
    said = " ".join(ast.unparse(source.tree) for source in partner.tests).lower()
    for word in ("export", "eras"):
        if word not in said:
            what = "export" if word == "export" else "erasure"
            yield Fault(f"it holds personal data, and no test tries the {what}", "tests")


RULES = (
    Rule(id="tests", tier=Tier.SILVER, says="it has tests", check=_tests),
    Rule(
        id="tenant-isolation-test",
        tier=Tier.SILVER,
        says="a test has two tenants, and one sees and hears nothing of the other",
        check=_isolation,
    ),
    Rule(
        id="erasure-test",
        tier=Tier.GOLD,
        says="a test exports and erases what it holds about a person",
        check=_erasure,
        of_facts=True,
    ),
)
