"""A file of decisions → decisions, or every problem with it at once."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from graph_api.domain.overrides import Override
from graph_api.errors import SourceError
from loaders.overrides.contradictions import contradictions
from loaders.overrides.document import entries_of
from loaders.overrides.meaning import Statement, statement_of
from loaders.overrides.problems import Problem

SHIPPED = "default.yaml"


@dataclass(frozen=True, slots=True)
class OverridesRead:
    """What a file says; where ``problems`` are, none of its decisions may be taken.

    Attributes:
        overrides: those entries that are sound by themselves, in the order of the file.
        problems: by line.
    """

    overrides: tuple[Override, ...]
    problems: tuple[Problem, ...]


def parse_overrides(text: str, origin: str, *, shipped: bool = False) -> OverridesRead:
    """Return the decisions that a file states, and all that is wrong with it.

    Args:
        text: of the file; an empty one states nothing.
        origin: the file, named as it was given.
        shipped: it is the list that comes with the program.
    """
    entries, malformed = entries_of(text, origin)
    problems = list(malformed)
    overrides = []
    for entry in entries:
        stated = statement_of(entry, origin, shipped=shipped)
        if isinstance(stated, Statement):
            overrides.append(stated.override)
        else:
            problems += stated
    problems += contradictions(overrides)
    return OverridesRead(
        tuple(overrides), tuple(sorted(problems, key=lambda p: (p.line, p.column or 0)))
    )


def read_overrides(path: Path) -> OverridesRead:
    """Read a file of decisions.

    Raises:
        SourceError: there is no such file, or it is no text.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error
    return parse_overrides(text, path.as_posix())


def shipped_overrides() -> OverridesRead:
    """Return the list that comes with the program."""
    text = files("loaders.overrides").joinpath(SHIPPED).read_text("utf-8")
    return parse_overrides(text, SHIPPED, shipped=True)
