"""The plugin's tests: that there are some, and that they try what matters."""

import ast
import re
from collections.abc import Iterator

from vito_core.partner.model import Fault, Partner, Rule, Tier

_MAKES_TENANT = {"furnish", "new_tenant", "scope_of"}
_OF_KIT = {"tenant_a", "tenant_b"}
_EXPORTS = re.compile(r"_*export(_[a-z]+)*")
_ERASES = re.compile(r"_*erase(_[a-z]+)*")

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
    if not any(_claims(each) and _has_two_tenants(each) for each in _functions(partner)):
        yield Fault(
            "no test has two tenants: in one function use the fixtures tenant_a and tenant_b, furnish two, or use the"
            " scopes of two, and assert that one sees and hears nothing of the other",
            "tests",
        )


def _body(function: Function) -> Iterator[ast.AST]:
    for statement in function.body:
        yield from ast.walk(statement)


def _claims(function: Function) -> bool:
    """Something in it can fail."""
    return any(isinstance(node, ast.Assert) or _called(node) in ("raises", "fail") for node in _body(function))


def _has_two_tenants(function: Function) -> bool:
    """By what its body does, whatever it is called: both of the kit's tenants, two made, or two with a `.scope`."""
    names = {node.id for node in _body(function) if isinstance(node, ast.Name)}
    attributes = [node for node in _body(function) if isinstance(node, ast.Attribute)]
    scoped = {ast.unparse(node.value) for node in attributes if node.attr == "scope"}
    made = sum(_called(node) in _MAKES_TENANT for node in _body(function))
    return names | {node.attr for node in attributes} >= _OF_KIT or made > 1 or len(scoped) > 1


def _called(node: ast.AST) -> str:
    """The name of the function or method that a call calls."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def _erasure(partner: Partner) -> Iterator[Fault]:
    if not partner.facts.data_subjects:
        return
    called = {_called(node) for source in partner.tests for node in ast.walk(source.tree)}
    for what, calls in (("export", _EXPORTS), ("erasure", _ERASES)):
        if not any(calls.fullmatch(name) for name in called):
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
