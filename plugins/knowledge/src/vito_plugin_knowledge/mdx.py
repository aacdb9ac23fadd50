"""What Markdown dialects add to Markdown: taken out, its words kept.

MDX (imports, JSX components, comments) and the extensions of Python-Markdown (admonitions, includes,
attribute lists).
"""

import re
from collections.abc import Callable

from vito_plugin_knowledge.blocks import COMPONENT_LEVEL

TITLE_MARK, END_MARK = "\ue000", "\ue001"
"""Begin a line that stands for a component's title, or its end, followed by the level and a space."""

_FENCE = re.compile(r"^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})")
_CODE_OR_TAG = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`))"
    r"|<(?P<close>/?)(?P<name>[A-Z][\w.]*)"
    r"(?P<attributes>(?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?)*)\s*(?P<self>/?)>"
    r"|(?P<fragment></?>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{\s*[\"'`]([^\"'`]*)[\"'`]\s*\})")
_TITLES = ("title", "label", "header", "heading", "summary")
_WORDY = ("description", "caption")
_QUOTED = r"[\"'][^\"'\n]+[\"'];?[ \t]*$"
_IMPORT = re.compile(
    rf"^import\s(?:[^;\n]*?from\s*)?{_QUOTED}|^import\s*\{{[^}}]{{0,1000}}\}}\s*from\s*{_QUOTED}",
    re.MULTILINE,
)
_EXPORT = re.compile(
    r"^export\s+(?:const|let|var|default|function|async)\b.*?(?=\n[ \t]*\n|\Z)", re.MULTILINE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_LINE_START = 500
_DEEPEST = 50
"""Components within components, and how far back a line is looked at: a hostile page would take hours."""
_COMMENTS = (("{/*", "*/}"), ("<!--", "-->"))
_SPACE_EXPRESSION = re.compile(r"\{\s*[\"'`]\s*[\"'`]\s*\}")
_DIALECT = (
    (re.compile(r"^[ \t]*/{3,}[ \t]*[\w-]+[ \t]*\|[ \t]*(.+)$", re.MULTILINE), r"\1\n"),  # /// tip | Title
    (re.compile(r"^[ \t]*/{3,}.*$", re.MULTILINE), ""),
    (
        re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+\"([^\"\n]*)\")?[ \t]*$", re.MULTILINE),
        r"\1\n",
    ),
    (
        re.compile(r"^[ \t]*:{3,}[ \t]*[\w-]*(?:[ \t]+(.*)|\[(.*)\])?$", re.MULTILINE),
        r"\1\2\n",
    ),  # :::tip Title
    (re.compile(r"^[ \t]*\{\*.*?\*\}[ \t]*$", re.MULTILINE), ""),  # {* ../an/included/file.py *}
    (re.compile(r"(?<![ \t])[ \t]*\{:?[ \t]*[#.][^{}\n]*\}"), ""),  # { #anchor }, {.class target=_blank}
)


def plain_markdown(text: str) -> str:
    """Markdown without its dialects; code stays as it is. Titles of components become marked lines."""
    text = text.replace(TITLE_MARK, "").replace(END_MARK, "")
    strip = _Components()
    return "".join(part if is_code else strip(part) for part, is_code in _parts(text))


def _parts(text: str) -> list[tuple[str, bool]]:
    """The text cut at its fences: (part, whether it is fenced code)."""
    parts: list[tuple[str, bool]] = []
    lines: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if not fence and match:
            parts.append(("".join(lines), False))
            lines, fence = [line], match[1]
        elif fence and match and match[1][0] == fence[0] and len(match[1]) >= len(fence) and _only_fence(line):
            parts.append(("".join([*lines, line]), True))
            lines, fence = [], ""
        else:
            lines.append(line)
    parts.append(("".join(lines), bool(fence)))
    return parts


def _without(text: str, begin: str, end: str) -> str:
    """The text without what stands between the two marks. By hand: a lazy pattern is quadratic without the end."""
    kept: list[str] = []
    at = 0
    while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start)) >= 0:
        kept.append(text[at:start])
        at = stop + len(end)
    return "".join([*kept, text[at:]])


def _only_fence(line: str) -> bool:
    return not line.strip().strip("`~")


class _Components:
    """Takes JSX out of one part after the other of a page; remembers which components are open."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._titled = 0

    def __call__(self, part: str) -> str:
        for begin, end in _COMMENTS:
            part = _without(part, begin, end)
        part = _EXPORT.sub("", _IMPORT.sub("", part))
        part = _CODE_OR_TAG.sub(self._replaced(part), part)
        part = _SPACE_EXPRESSION.sub(" ", part)
        for pattern, kept in _DIALECT:
            part = pattern.sub(kept, part)
        return part

    def _replaced(self, part: str) -> Callable[[re.Match[str]], str]:
        def replace(match: re.Match[str]) -> str:
            if match["code"]:
                return match[0]
            if match["fragment"]:
                return ""
            line = part[max(part.rfind("\n", 0, match.start()) + 1, match.start() - _LINE_START) : match.start()]
            at_line_start = not _TAG.sub("", line).strip()
            if match["close"]:
                return self._closed(match["name"])
            return self._opened(match["name"], match["attributes"] or "", bool(match["self"]), at_line_start)

        return replace

    def _opened(self, name: str, attributes: str, self_closing: bool, at_line_start: bool) -> str:
        values = {key: next(filter(None, found), "") for key, *found in _ATTRIBUTE.findall(attributes)}
        title = next((values[key] for key in _TITLES if values.get(key, "").strip()), "")
        words = [values[key] for key in _WORDY if values.get(key, "").strip()]
        if not at_line_start:
            return ""
        level = 0
        opens = not self_closing and len(self._open) < _DEEPEST
        if title and opens:
            self._titled += 1
            level = COMPONENT_LEVEL + self._titled
            words.insert(0, f"{TITLE_MARK}{level} {title}")
        elif title:
            words.insert(0, title)
        if opens:
            self._open.append((name, level))
        return "".join(f"\n\n{each}\n\n" for each in words)

    def _closed(self, name: str) -> str:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                levels = [level for _, level in self._open[index:] if level]
                del self._open[index:]
                self._titled -= len(levels)
                return f"\n\n{END_MARK}{min(levels)} \n\n" if levels else ""
        return ""
