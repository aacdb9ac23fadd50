"""Documents from a folder or given: what cannot be read is skipped with a reason, nothing leaves the folder."""

import hashlib
import os
from pathlib import Path

import pytest

from vito_contracts.capabilities import Document
from vito_contracts.errors import InvalidInput
from vito_plugin_knowledge.blocks import Unreadable
from vito_plugin_knowledge.files import Found, list_folder, list_given, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    (docs / "general").mkdir(parents=True)
    (docs / "general" / "quickstart.mdx").write_text("# Start")
    (docs / "INDEX.HTML").write_text("<p>x")
    (docs / "logo.png").write_bytes(b"\x89PNG")
    (docs / "other.png").write_bytes(b"")
    (docs / "Makefile").write_text("all:")
    (docs / ".git").mkdir()
    (docs / ".git" / "note.md").write_text("hidden")
    (docs / ".hidden.md").write_text("hidden")
    return docs


def test_pages_in_order_and_other_endings_counted(folder: Path):
    listing = list_folder(folder)
    assert [found.path for found in listing.found] == ["INDEX.HTML", "general/quickstart.mdx"]
    assert listing.skipped == {
        "*.png": "2 ignored: not a format that is read",
        "*": "1 ignored: not a format that is read",
    }


def test_links_that_leave_the_folder_are_not_followed(folder: Path, tmp_path: Path):
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "deep.md").write_text("secret")
    (folder / "out.md").symlink_to(tmp_path / "secret.md")
    (folder / "away").symlink_to(tmp_path / "away")
    (folder / "in.md").symlink_to(folder / "general" / "quickstart.mdx")
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.md").symlink_to(folder / "none.md")
    (folder / "round.md").symlink_to(folder / "round.md")
    listing = list_folder(folder)
    assert [found.path for found in listing.found] == ["INDEX.HTML", "general/quickstart.mdx", "in.md"]
    assert "leaves the folder" in listing.skipped["out.md"]
    assert "leads nowhere" in listing.skipped["nowhere.md"]
    assert "round.md" in listing.skipped


def test_a_pipe_is_no_page(folder: Path):
    os.mkfifo(folder / "pipe.md")
    assert "no regular file" in list_folder(folder).skipped["pipe.md"]


def test_a_name_that_is_not_utf8(folder: Path):
    with open(os.fsencode(folder) + b"/\xff.md", "w") as stream:  # noqa: PTH123 - bytes in the name
        stream.write("x")
    listing = list_folder(folder)
    assert len(listing.found) == 2
    assert "its name is not UTF-8" in listing.skipped.values()
    assert all(name.encode() for name in listing.skipped)


def test_no_folder(tmp_path: Path):
    with pytest.raises(InvalidInput, match="no folder"):
        list_folder(tmp_path / "none")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"caf\xe9", "not UTF-8 at byte 3"),
        (b"a\0b", "binary"),
        (b"x" * 101, "larger than 100 bytes"),
    ],
)
def test_what_is_skipped_and_why(tmp_path: Path, data: bytes, reason: str):
    file = tmp_path / "a.md"
    file.write_bytes(data)
    with pytest.raises(Unreadable, match=reason):
        read(Found("a.md", file), 100)


def test_what_is_read(tmp_path: Path):
    file = tmp_path / "a.md"
    file.write_bytes(b"\xef\xbb\xbfcaf\xc3\xa9")
    content = read(Found("a.md", file), 100)
    assert content.text == "café"
    assert content.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_file_that_vanished(tmp_path: Path):
    with pytest.raises(Unreadable, match="cannot be read"):
        read(Found("a.md", tmp_path / "gone.md"), 100)


@pytest.mark.parametrize(
    "path", ["/etc/a.md", "../a.md", "a/../b.md", "a//b.md", "./a.md", "a\0.md", "", "x" * 501 + ".md"]
)
def test_paths_given_are_relative_and_plain(path: str):
    listing = list_given([Document(path=path, text="x")])
    assert not listing.found
    assert listing.skipped


def test_given_twice_the_last_counts():
    listing = list_given([Document(path="a.md", text="old"), Document(path="a.md", text="new")])
    assert [found.text for found in listing.found] == ["new"]


def test_text_that_is_no_text():
    with pytest.raises(Unreadable, match="not text"):
        read(Found("a.md", text="a\ud800"), 100)
