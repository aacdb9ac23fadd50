"""The code, without importing it: whose packages it uses, how it is typed, what it changes behind everybody's back."""

import ast
from collections.abc import Iterator

from vito_core.partner.model import Fault, Partner, Rule, Source, Tier

CORE = "vito_core"
OTHERS = ("vito_plugin_", "vito_host_")
_DYNAMIC = {"import_module", "__import__", "find_spec", "resolve"}
_CHANGES = {"append", "add", "update", "pop", "setdefault", "clear", "extend", "insert", "remove", "discard"}
_MAKERS = {"list", "dict", "set", "defaultdict", "Counter", "deque", "OrderedDict"}


def imported(source: Source) -> Iterator[tuple[str, int]]:
    """(module, line) of every import, those inside functions and by `importlib.import_module("…")` too."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((each.name, node.lineno) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or "", node.lineno
        elif isinstance(node, ast.Call) and _called(node) in _DYNAMIC and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value.split(":")[0], node.lineno


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _no_core(partner: Partner) -> Iterator[Fault]:
    for source in (*partner.sources, *partner.migrations):
        for module, line in imported(source):
            if module.split(".")[0] == CORE:
                yield Fault(f"imports {module}: a plugin knows vito_contracts alone", f"{source.where}:{line}")


def _no_plugin(partner: Partner) -> Iterator[Fault]:
    own = partner.name.split(".")[0]
    for source in (*partner.sources, *partner.migrations):
        for module, line in imported(source):
            top = module.split(".")[0]
            if top.startswith(OTHERS) and top != own:
                yield Fault(f"imports {module}: ask for its capability instead", f"{source.where}:{line}")


def _typed(partner: Partner) -> Iterator[Fault]:
    if not (partner.package / "py.typed").is_file():
        yield Fault("the package has no py.typed", partner.where(partner.package))
    for source in partner.sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _annotated(node):
                yield Fault(f"function {node.name!r} is not fully annotated", f"{source.where}:{node.lineno}")


def _annotated(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    told = all(each is None or each.annotation is not None or each.arg in {"self", "cls"} for each in arguments)
    return told and node.returns is not None


def _docstrings(partner: Partner) -> Iterator[Fault]:
    for source in partner.sources:
        if source.tree.body and ast.get_docstring(source.tree) is None:
            yield Fault("the module does not say what it is for", source.where)


def _global_state(partner: Partner) -> Iterator[Fault]:
    """Module-global lists, dicts and sets that functions change: shared by all tenants of the process."""
    for source in partner.sources:
        kept = _mutable_globals(source.tree)
        for function in ast.walk(source.tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                name = node.names[0] if isinstance(node, ast.Global) else _changed(node)
                if name in kept or isinstance(node, ast.Global):
                    where = f"{source.where}:{getattr(node, 'lineno', 1)}"
                    yield Fault(f"{name!r} is one for all tenants, and changed by {function.name!r}", where)


def _mutable_globals(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in tree.body:
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        value = getattr(node, "value", None)
        mutable = isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)
        if mutable or (isinstance(value, ast.Call) and _called(value) in _MAKERS):
            found |= {each.id for each in targets if isinstance(each, ast.Name)}
    return found


def _changed(node: ast.AST) -> str:
    """The name of what a statement changes in place; empty if it changes nothing."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
        return node.func.value.id if isinstance(node.func.value, ast.Name) else ""
    targets: list[ast.expr] = node.targets if isinstance(node, ast.Assign | ast.Delete) else []
    if isinstance(node, ast.AugAssign):
        targets = [node.target]
    named = [each.value for each in targets if isinstance(each, ast.Subscript)]
    return next((each.id for each in named if isinstance(each, ast.Name)), "")


RULES = (
    Rule(id="no-core-import", tier=Tier.BRONZE, says="it imports nothing of vito_core", check=_no_core),
    Rule(id="no-plugin-import", tier=Tier.BRONZE, says="it imports no other plugin and no host", check=_no_plugin),
    Rule(id="typed", tier=Tier.GOLD, says="every function is annotated, and py.typed says so", check=_typed),
    Rule(id="docstrings", tier=Tier.GOLD, says="every module says what it is for", check=_docstrings),
    Rule(
        id="no-global-state",
        tier=Tier.GOLD,
        says="no function changes a list, dict or set of its module (a warning only)",
        check=_global_state,
        advice=True,
    ),
)
