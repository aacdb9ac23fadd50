"""A backup on disk: a folder, or one tar file. Written beside its place and moved there when it is whole."""

import contextlib
import hashlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from vito_contracts.errors import InvalidInput
from vito_core.backup.manifest import MANIFEST, FileNote, Manifest, check_name, decoded

CHUNK = 1 << 20


class Writer:
    """`add` each file, then `finish`. What is not finished leaves nothing behind."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._draft = target.with_name(f".{target.name}.part")
        self._tar: tarfile.TarFile | None = None
        self.notes: list[FileNote] = []

    def __enter__(self) -> "Writer":
        self._remove_draft()
        if self._target.suffix == ".tar":
            os.close(os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            self._tar = tarfile.open(self._draft, "w", format=tarfile.PAX_FORMAT)
        else:
            self._draft.mkdir(mode=0o700)
        return self

    def __exit__(self, *_: object) -> None:
        if self._tar is not None:
            self._tar.close()
        self._remove_draft()

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with self._opened(name) as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
        self.notes.append(FileNote(name=name, size=size, sha256=digest.hexdigest()))

    def finish(self, manifest: Manifest) -> None:
        with self._opened(MANIFEST) as file:
            file.write(manifest.encoded())
        if self._tar is not None:
            self._tar.close()
        for path in (self._draft, *self._draft.rglob("*")) if self._draft.is_dir() else (self._draft,):
            _sync(path)
        if self._target.is_dir():
            self._target.rmdir()
        self._draft.rename(self._target)
        _sync(self._target.parent)

    @contextlib.contextmanager
    def _opened(self, name: str) -> Iterator[BinaryIO]:
        if self._tar is None:
            path = self._draft / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                yield file
            return
        # A tar file wants the size first.
        with tempfile.TemporaryFile(dir=self._draft.parent) as spooled:
            yield cast(BinaryIO, spooled)
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = spooled.tell(), 0o600
            spooled.seek(0)
            self._tar.addfile(entry, spooled)

    def _remove_draft(self) -> None:
        if self._draft.is_dir():
            shutil.rmtree(self._draft)
        else:
            self._draft.unlink(missing_ok=True)


class Reader:
    """Raises `InvalidInput` for what is no backup, or a damaged one."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self._tar: tarfile.TarFile | None = None
        self._file: BinaryIO | None = None
        if source.is_file():
            self._file = source.open("rb")
            try:
                self._tar = tarfile.open(fileobj=self._file, mode="r:")  # noqa: SIM115  (closed by `close`)
                self._members = {each.name: each for each in self._tar.getmembers() if each.isfile()}
            except (tarfile.TarError, OSError, EOFError) as error:
                self.close()
                raise InvalidInput(f"{source}: damaged or no backup: {error}") from error
        elif not source.is_dir():
            raise InvalidInput(f"{source}: no such file or folder")
        try:
            self.manifest = decoded(self._read_manifest(), str(source))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if self._tar is not None:
            self._tar.close()
        if self._file is not None:
            self._file.close()

    def open(self, name: str) -> BinaryIO:
        check_name(name, str(self.source))
        try:
            if self._tar is None:
                return (self.source / name).open("rb")
            return cast(BinaryIO, self._tar.extractfile(self._members[name]))
        except (KeyError, OSError) as error:
            raise InvalidInput(f"{self.source}: damaged: {name} is missing") from error

    def chunks(self, name: str) -> Iterator[bytes]:
        with self.open(name) as file:
            try:
                while chunk := file.read(CHUNK):
                    yield chunk
            except (OSError, tarfile.TarError) as error:
                raise InvalidInput(f"{self.source}: damaged: {name} cannot be read") from error

    def verify(self, tick: Callable[[int], None]) -> None:
        """Reads everything. `tick`: told the bytes as they are read. Raises `InvalidInput`: what is damaged."""
        for note in self.manifest.files:
            digest, size = hashlib.sha256(), 0
            for chunk in self.chunks(note.name):
                digest.update(chunk)
                size += len(chunk)
                tick(len(chunk))
            if size != note.size or digest.hexdigest() != note.sha256:
                raise InvalidInput(f"{self.source}: damaged: {note.name} is not what was written")

    def _read_manifest(self) -> bytes:
        try:
            if self._tar is None:
                return (self.source / MANIFEST).read_bytes()
            file = self._tar.extractfile(self._members[MANIFEST])
            assert file is not None
            return file.read()
        except (KeyError, OSError) as error:
            raise InvalidInput(f"{self.source}: no backup, or a truncated one: it has no {MANIFEST}") from error


def refuse_to_overwrite(target: Path) -> None:
    """Raises `InvalidInput` where something is at that place already, or nothing can be put there."""
    if target.is_dir() and target.suffix != ".tar":
        if any(target.iterdir()):
            raise InvalidInput(f"{target}: not empty; a backup goes into a new folder, or a file named *.tar")
    elif target.exists():
        raise InvalidInput(f"{target}: exists; a backup overwrites nothing")
    if not target.absolute().parent.is_dir():
        raise InvalidInput(f"{target}: the folder it would lie in does not exist")


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
