"""Files, folders and zips → named documents, in a stable order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile
from zlib import error as DataError  # noqa: N812 - an exception under a lower-case name

from graph_api.errors import SourceError

SUFFIXES = frozenset({".xml", ".txt", ".nc", ".sgml"})
"""Endings of ownership XML and of full submissions; other files of a folder are passed over."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file, named by its path as found (below the zip, where it lies in one)."""

    name: str
    path: Path
    member: str | None = None

    def read(self) -> bytes:
        """Return its bytes.

        Raises:
            SourceError: it cannot be read.
        """
        try:
            if self.member is None:
                return self.path.read_bytes()
            with ZipFile(self.path) as archive:
                return archive.read(self.member)
        except (OSError, EOFError, RuntimeError, BadZipFile, DataError) as error:
            raise SourceError(f"cannot be read: {error}") from error


def documents(paths: Iterable[Path]) -> Iterator[Document]:
    """Yield the documents at ``paths``: files as named, folders and zips by content.

    Raises:
        SourceError: a path does not exist, or a zip cannot be opened.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                if file.suffix.lower() == ".zip":
                    yield from _members(file)
                elif file.suffix.lower() in SUFFIXES:
                    yield Document(file.as_posix(), file)
        elif not path.is_file():
            raise SourceError(f"{path}: no such file or folder")
        elif path.suffix.lower() == ".zip":
            yield from _members(path)
        else:
            yield Document(path.as_posix(), path)


def _members(path: Path) -> Iterator[Document]:
    try:
        with ZipFile(path) as archive:
            names = sorted(archive.namelist())
    except (OSError, BadZipFile) as error:
        raise SourceError(f"{path}: not a readable zip ({error})") from error
    for name in names:
        if PurePosixPath(name).suffix.lower() in SUFFIXES:
            yield Document(f"{path.as_posix()}/{name}", path, name)
