"""Links between the pages resolve, and what a link to code names is defined in the file it points to."""

import ast
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def links(page: Path) -> list[tuple[str, str]]:
    return LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """As GitHub makes them from headings."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def definitions(source: Path) -> set[str]:
    """Names a module defines: `name`, `Class`, `Class.method`, `Class.field`."""
    found: set[str] = set()

    def visit(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                found.update((prefix + node.name, node.name))
                visit(node.body, f"{prefix}{node.name}." if isinstance(node, ast.ClassDef) else prefix)
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if prefix:
                found.update(prefix + each for each in attributes(node))
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            found.update(prefix + name for name in names)
            found.update(names)

    visit(ast.parse(source.read_text(encoding="utf-8")).body, "")
    return found


def attributes(node: ast.stmt) -> set[str]:
    """Names that a method gives to `self`."""
    return {
        each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store) and ast.unparse(each.value) == "self"
    }


def in_sql(source: Path, name: str) -> bool:
    made = rf"create (?:function|table) (?:\w+\.)?{re.escape(name)} ?\("
    return re.search(made, source.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_resolve(page: Path):
    for text, target in links(page):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / unquote(path)).resolve() if path else page
        assert file.exists(), f"[{text}]({target}): no such file"
        assert file.is_relative_to(ROOT), f"[{text}]({target}) leaves the project"
        if anchor:
            assert anchor in anchors(file), f"[{text}]({target}): no such heading"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_code_that_a_link_names_is_in_the_file_it_points_to(page: Path):
    for text, target in links(page):
        named = re.fullmatch(r"`([\w.]+)`", text)
        if named is None or not target.endswith(".py") or named[1].endswith(".py"):
            continue
        file = (page.parent / target).resolve()
        name = named[1]
        module = file.stem == name
        assert module or name in definitions(file) or in_sql(file, name), f"{target} defines no {name}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_nothing_of_a_machine_or_a_workplace_is_named(page: Path):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"/(?:work|home|root|Users)/|/tmp/\w", text)
    assert not re.search(r"\b(?:pypi|files\.pythonhosted|npmjs)\.\w+", text)


def test_every_page_is_reached_from_the_index():
    docs = ROOT / "docs"
    reached = {(docs / target).resolve() for _, target in links(docs / "README.md")}
    assert {page for page in PAGES if page.is_relative_to(docs)} - {docs / "README.md"} <= reached


def test_pictures_are_whole():
    for picture in (ROOT / "docs" / "images").glob("*.svg"):
        tree = ElementTree.parse(picture)  # noqa: S314 — our own file
        assert tree.getroot().tag == "{http://www.w3.org/2000/svg}svg"
        assert "prefers-color-scheme: dark" in picture.read_text(encoding="utf-8")
