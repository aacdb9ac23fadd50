"""Documents as they come: from a folder on the engine's own disk, or given. Nothing here parses."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from vito_contracts.capabilities import Document
from vito_contracts.errors import InvalidInput
from vito_plugin_knowledge.blocks import Unreadable
from vito_plugin_knowledge.pages import ENDINGS, ending_of

_LONGEST_PATH = 500


class Content(msgspec.Struct, frozen=True):
    """A document's text and the SHA-256 of its bytes, in hex."""

    text: str
    sha256: str


class Found(msgspec.Struct, frozen=True):
    """A document to read: `file` on disk, or `text` given."""

    path: str
    file: Path | None = None
    text: str = ""


class Listing(msgspec.Struct, frozen=True):
    """`skipped`: path, or ending, → why."""

    found: tuple[Found, ...]
    skipped: dict[str, str]


def list_folder(folder: Path) -> Listing:
    """Files below a folder with an ending that is read, in order of their paths. Raises `InvalidInput`.

    Hidden files and folders are passed over. Symbolic links to folders are not followed, nor links to files
    outside the folder.
    """
    if not folder.is_dir():
        raise InvalidInput(f"{folder} is no folder: give the path of a folder on the engine's own disk")
    root = folder.resolve()
    found: list[Found] = []
    skipped: dict[str, str] = {}
    others: dict[str, int] = {}
    for file in _files(root):
        path = file.relative_to(root).as_posix()
        if ending_of(path) not in ENDINGS:
            others[ending_of(path)] = others.get(ending_of(path), 0) + 1
        elif reason := _refused(file, root, path):
            skipped[_printable(path)] = reason
        else:
            found.append(Found(path, file))
    return Listing(tuple(sorted(found, key=lambda each: each.path)), skipped | _counted(others))


def list_given(documents: Sequence[Document]) -> Listing:
    """Documents given with their text; paths are relative, with "/", and end like a format that is read."""
    found: dict[str, Found] = {}
    skipped: dict[str, str] = {}
    others: dict[str, int] = {}
    for document in documents:
        path = PurePosixPath(document.path)
        if path.is_absolute() or ".." in path.parts or str(path) != document.path or "\0" in document.path:
            skipped[_printable(document.path)] = 'the path is not like "general/quickstart.mdx": relative, plain'
        elif len(document.path) > _LONGEST_PATH:
            skipped[_printable(document.path)] = f"the path has more than {_LONGEST_PATH} characters"
        elif ending_of(document.path) not in ENDINGS:
            others[ending_of(document.path)] = others.get(ending_of(document.path), 0) + 1
        else:
            found[document.path] = Found(document.path, text=document.text)
    return Listing(tuple(found.values()), skipped | _counted(others))


def read(found: Found, max_bytes: int) -> Content:
    """The document's text. Raises `Unreadable`."""
    data = _bytes(found, max_bytes)
    if len(data) > max_bytes:
        raise Unreadable(f"larger than {max_bytes} bytes")
    if b"\0" in data:
        raise Unreadable("binary: it holds NUL bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 at byte {error.start}") from error
    if not text.strip():
        raise Unreadable("empty")
    return Content(text, hashlib.sha256(data).hexdigest())


def _bytes(found: Found, max_bytes: int) -> bytes:
    if found.file is None:
        try:
            return found.text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise Unreadable(f"not text at character {error.start}") from error
    try:
        with found.file.open("rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise Unreadable("no regular file")
            return stream.read(max_bytes + 1)
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or type(error).__name__}") from error


def _files(root: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(files) if not name.startswith("."))


def _refused(file: Path, root: Path, path: str) -> str:
    """Why a listed file is not read; "" if it is."""
    if len(path) > _LONGEST_PATH:
        return f"the path has more than {_LONGEST_PATH} characters"
    if _printable(path) != path:
        return "its name is not UTF-8"
    try:
        target = file.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a symbolic link that leads nowhere"
    if not target.is_relative_to(root):
        return "a symbolic link that leaves the folder"
    # Asked before opening: opening a pipe would wait for its writer.
    return "" if target.is_file() else "no regular file"


def _printable(path: str) -> str:
    return path.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")


def _counted(others: dict[str, int]) -> dict[str, str]:
    return {f"*{ending}": f"{count} ignored: not a format that is read" for ending, count in sorted(others.items())}
