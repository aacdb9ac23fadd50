"""Pages into passages: cut at headings, short sections joined, long ones divided; sentences stay whole."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from vito_plugin_knowledge.blocks import Block, Kind, Page, fenced

HEADING_SEPARATOR = " > "
_SENTENCE_END = re.compile(r"(?<=[.!?…:;])\s+")
_CHARACTERS_A_WORD = 40
"""A "word" that is longer (a key, base64) counts as several, else one line could be a passage of megabytes."""


class Chunk(msgspec.Struct, frozen=True):
    """A passage. `heading`: the page's title and the headings above, joined; `text`: as on the page."""

    heading: str
    text: str


class Limits(msgspec.Struct, frozen=True):
    """Words a passage should have at least, and may have at most."""

    least: int = 80
    most: int = 200


class _Piece(msgspec.Struct, frozen=True):
    """What is not divided any further. `close`: follows the one before on the next line, without a gap."""

    text: str
    words: int
    close: bool = False


class _Section(msgspec.Struct, frozen=True):
    path: tuple[str, ...]
    pieces: list[_Piece]

    @property
    def words(self) -> int:
        return sum(piece.words for piece in self.pieces)


def chunked(page: Page, limits: Limits) -> list[Chunk]:
    """The page's passages in order; none for a page without text."""
    return [_chunk(group) for group in _groups(_sections(page, limits), limits)]


def _sections(page: Page, limits: Limits) -> Iterator[_Section]:
    """Runs of text under one heading each, cut to at most `limits.most` words."""
    above: list[tuple[int, str]] = [(0, page.title)]
    pieces: list[_Piece] = []
    for block in page.blocks:
        if block.kind in {Kind.HEADING, Kind.END}:
            yield from _cut(above, pieces, limits)
            pieces = []
            while above[-1][0] >= block.level:
                above.pop()
            if block.kind is Kind.HEADING and block.text:
                above.append((block.level, block.text))
        else:
            pieces.extend(_pieces(block, limits))
    yield from _cut(above, pieces, limits)


def _cut(above: Sequence[tuple[int, str]], pieces: Iterable[_Piece], limits: Limits) -> Iterator[_Section]:
    names = [text for _, text in above]
    path = tuple(text for i, text in enumerate(names) if i == 0 or text.casefold() != names[i - 1].casefold())
    part: list[_Piece] = []
    words = 0
    for piece in pieces:
        if part and words + piece.words > limits.most:
            yield _Section(path, part)
            part, words = [], 0
        part.append(piece)
        words += piece.words
    if part:
        yield _Section(path, part)


def _pieces(block: Block, limits: Limits) -> Iterator[_Piece]:
    if block.kind is Kind.CODE:
        language, _, code = block.text.partition("\n")
        for part in _filled(code.split("\n"), "\n", limits.most):
            yield _Piece(fenced(part, language), _words(part))
    elif _words(block.text) <= limits.most:
        yield _Piece(block.text, _words(block.text), close=block.kind is Kind.LINE)
    else:
        for part in _filled(_SENTENCE_END.split(block.text), " ", limits.most):
            yield _Piece(part, _words(part), close=block.kind is Kind.LINE)


def _filled(parts: Iterable[str], glue: str, most: int) -> Iterator[str]:
    """The parts joined again to runs of at most `most` words; a part that alone has more is cut anywhere."""
    run: list[str] = []
    words = 0
    for part in (small for each in parts for small in _small(each, most)):
        if run and words + _words(part) > most:
            yield glue.join(run)
            run, words = [], 0
        run.append(part)
        words += _words(part)
    if run:
        yield glue.join(run)


def _small(part: str, most: int) -> Iterator[str]:
    words = part.split()
    if len(words) > most:
        for i in range(0, len(words), most):
            yield from _small(" ".join(words[i : i + most]), most)
    elif _words(part) > most:
        size = most * _CHARACTERS_A_WORD
        yield from (part[i : i + size] for i in range(0, len(part), size))
    else:
        yield part


def _groups(sections: Iterable[_Section], limits: Limits) -> Iterator[list[_Section]]:
    """Sections that make one passage: those too short are joined with what follows."""
    group: list[_Section] = []
    for section in sections:
        words = sum(each.words for each in group)
        if group and words + section.words > limits.most:
            enough = 0
        elif group and not _begins(section.path, _shared([each.path for each in group])):
            # The next section has another subject: rather a short passage than a mixed one.
            enough = limits.least // 2
        else:
            enough = limits.least
        if group and words >= enough:
            yield group
            group = []
        group.append(section)
    if group:
        yield group


def _begins(path: tuple[str, ...], start: tuple[str, ...]) -> bool:
    return path[: len(start)] == start


def _chunk(group: Sequence[_Section]) -> Chunk:
    """Headings that all sections share go above the passage, the others stand in its text as on the page."""
    shared = _shared([section.path for section in group])
    lines: list[str] = []
    before: tuple[str, ...] = shared
    for section in group:
        same = len(_shared([before, section.path]))
        lines.extend(f"\n\n{heading}" for heading in section.path[max(same, len(shared)) :])
        for index, piece in enumerate(section.pieces):
            lines.append(("\n" if piece.close and index else "\n\n") + piece.text)
        before = section.path
    return Chunk(HEADING_SEPARATOR.join(shared), "".join(lines).strip())


def _shared(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings that all paths begin with."""
    length = 0
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        length += 1
    return paths[0][:length]


def _words(text: str) -> int:
    return max(len(text.split()), -(-len(text) // _CHARACTERS_A_WORD))
