"""The demo's input files. A malformed line is reported with file and number; the rest is used."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from vito_contracts.contexts import ProductCatalog
from vito_contracts.errors import InvalidInput

S = TypeVar("S", bound=msgspec.Struct)


class CommentLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    platform: str
    post_id: str
    author: str
    text: str
    lang: str = ""

    def __post_init__(self) -> None:
        for name in ("id", "platform", "author", "text"):
            if not getattr(self, name).strip():
                raise ValueError(f"{name} is empty")


class CustomerLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    author: str
    replies: tuple[str, ...] = ()
    enquiries: tuple[str, ...] = ()


class BadLine(msgspec.Struct, frozen=True):
    """`where`: file and line number."""

    where: str
    says: str


class Inputs(msgspec.Struct, kw_only=True):
    knowledge: Path
    comments: list[CommentLine]
    customers: dict[str, CustomerLine]
    catalog: ProductCatalog | None
    bad_lines: list[BadLine]


def ingest_root(home: Path, slug: str, knowledge: Path) -> Path:
    """A folder of the home in which this tenant's own is `knowledge`, wherever that lies."""
    root = home / "ingest"
    root.mkdir(exist_ok=True)
    link = root / slug
    link.unlink(missing_ok=True)
    link.symlink_to(knowledge.resolve(), target_is_directory=True)
    return root


def read_inputs(knowledge: Path, comments: Path, customers: Path | None, catalog: Path | None) -> Inputs:
    """Raises `InvalidInput` for a missing file or folder, or a catalogue that is none."""
    if not knowledge.is_dir():
        raise InvalidInput(f"--knowledge {knowledge}: no such folder")
    bad: list[BadLine] = []
    found_comments = _unique_comments(_lines(comments, CommentLine, "--comments", bad), comments, bad)
    found_customers = _lines(customers, CustomerLine, "--customers", bad) if customers is not None else []
    return Inputs(
        knowledge=knowledge,
        comments=found_comments,
        customers=_by_author(found_customers, customers, bad),
        catalog=_catalog(catalog) if catalog is not None else None,
        bad_lines=bad,
    )


def _lines(path: Path, kind: type[S], option: str, bad: list[BadLine]) -> list[tuple[int, S]]:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise InvalidInput(f"{option} {path}: no such file") from error
    except OSError as error:
        raise InvalidInput(f"{option} {path}: cannot be read ({error.strerror})") from error
    found = []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append((number, msgspec.json.decode(line, type=kind)))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            bad.append(BadLine(f"{path}:{number}", str(error)))
    return found


def _unique_comments(lines: list[tuple[int, CommentLine]], path: Path, bad: list[BadLine]) -> list[CommentLine]:
    seen: dict[tuple[str, str], CommentLine] = {}
    for number, line in lines:
        known = seen.setdefault((line.platform, line.id), line)
        if known != line:
            bad.append(
                BadLine(f"{path}:{number}", f"comment id {line.id!r} was used by an earlier line for another comment")
            )
    return list(seen.values())


def _by_author(lines: list[tuple[int, CustomerLine]], path: Path | None, bad: list[BadLine]) -> dict[str, CustomerLine]:
    found: dict[str, CustomerLine] = {}
    for number, line in lines:
        if line.author in found:
            bad.append(BadLine(f"{path}:{number}", f"author {line.author!r} has a line already; join the two"))
        else:
            found[line.author] = line
    return found


def _catalog(path: Path) -> ProductCatalog:
    try:
        document: Any = msgspec.json.decode(path.read_bytes())
        if isinstance(document, list):
            document = {"products": document}
        return msgspec.convert(document, ProductCatalog)
    except FileNotFoundError as error:
        raise InvalidInput(f"--catalog {path}: no such file") from error
    except OSError as error:
        raise InvalidInput(f"--catalog {path}: cannot be read ({error.strerror})") from error
    except msgspec.DecodeError as error:
        raise InvalidInput(f"--catalog {path}: {error}") from error
