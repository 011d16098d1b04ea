"""Every question asked of the graph: one statement per ``.cypher`` file, named as the question.

A file begins with a comment header: what it answers, its parameters, what it returns. Statements
are whole; nothing is ever interpolated into them.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import LiteralString

_PARAMETER = re.compile(r"\$([A-Za-z][A-Za-z0-9]*)")
_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One whole Cypher statement.

    Attributes:
        name: path below this folder without the ending, such as ``read/links``.
        text: the statement without its comments.
        parameters: names it takes.
    """

    name: str
    text: LiteralString
    parameters: frozenset[str]


@cache
def statement(name: str) -> Statement:
    """Return the statement in ``<name>.cypher``.

    Raises:
        FileNotFoundError: no such file; a programming error.
    """
    source = files(__package__).joinpath(*f"{name}.cypher".split("/")).read_text("utf-8")
    text = _COMMENT.sub("", source).strip().removesuffix(";")
    # The one place where text from a file becomes a statement; the files ship with the code.
    # mypy takes LiteralString for str, stricter checkers do not.
    literal: LiteralString = text
    return Statement(name, literal, frozenset(_PARAMETER.findall(text)))
