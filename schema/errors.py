"""What a client reads when something fails: a code, what is accepted, a page of documentation.

Errors that no client caused are masked: they get an id, and the log has the rest under it.
"""

from collections.abc import Mapping
from hashlib import blake2s
from traceback import walk_tb
from typing import TypeAlias

import structlog
from graphql import FieldNode, GraphQLError, GraphQLSyntaxError, ValueNode

from graph_api.errors import GraphUnavailableError, QueryError

FormattedError: TypeAlias = dict[str, object]

ACCEPTED: Mapping[str, str] = {
    "PARSE_FAILED": "one document in the GraphQL query language",
    "VALIDATION_FAILED": "what /schema.graphql defines",
    "BAD_VARIABLE": "variables of the types that the operation declares",
    "GRAPH_UNAVAILABLE": "the same request again in a moment",
    "INTERNAL_ERROR": "a report to whoever runs this server, with the errorId",
}
"""Code that belongs to no class of ``QueryError`` → what would be accepted."""

_REMEMBERED = 1_000
_LONGEST_TEXT = 500
_logged: dict[str, None] = {}
_log = structlog.get_logger(__name__)


def refused(error: GraphQLError, code: str) -> GraphQLError:
    """Return ``error`` marked as one that the client caused, of one of the codes above."""
    error.extensions = {"code": code}
    return error


def formatted(error: GraphQLError) -> FormattedError:
    """Return ``error`` as an answer shows it: message, locations, path and extensions.

    Extensions have ``code``, ``accepted`` (in words), ``docs`` (a page of this project) and,
    where they are known, ``argument``, ``limit`` or ``errorId``. Whatever is no ``QueryError``,
    nor refused before execution, nor a lost graph, reads "internal error".
    """
    message, extensions = _public(error)
    entry: FormattedError = {"message": _shortened(message)}
    if error.locations:
        entry["locations"] = [location.formatted for location in error.locations]
    if error.path:
        entry["path"] = error.path
    docs = f"docs/errors/{extensions['code']}.md"
    return entry | {"extensions": extensions | {"docs": docs}}


def _public(error: GraphQLError) -> tuple[str, FormattedError]:
    cause = _cause(error)
    if isinstance(cause, QueryError):
        return str(cause), _extensions(cause)
    if isinstance(cause, GraphUnavailableError):
        return "the graph does not answer", _coded("GRAPH_UNAVAILABLE")
    if code := _refusal(error, cause):
        return error.message, _coded(code)
    error_id = _logged_as(error, cause)
    return "internal error", _coded("INTERNAL_ERROR") | {"errorId": error_id}


def _cause(error: BaseException) -> BaseException:
    """Return the innermost original error."""
    while isinstance(error, GraphQLError) and error.original_error is not None:
        error = error.original_error
    return error


def _extensions(error: QueryError) -> FormattedError:
    details = {name: getattr(error, name) for name in ("argument", "limit") if hasattr(error, name)}
    return {"code": error.code, "accepted": error.accepted, **details}


def _coded(code: str) -> FormattedError:
    return {"code": code, "accepted": ACCEPTED[code]}


def _refusal(error: GraphQLError, cause: BaseException) -> str | None:
    """Return the code of an error that the client caused; None for one that it did not."""
    if isinstance(cause, GraphQLSyntaxError):
        return "PARSE_FAILED"
    code = error.extensions.get("code") if error.extensions else None
    if code in ACCEPTED:
        return str(code)
    return "BAD_VARIABLE" if _is_about_an_argument(cause) else None


def _is_about_an_argument(cause: BaseException) -> bool:
    """Return whether an argument was refused as late as in execution, as variables can be."""
    nodes = (cause.nodes or ()) if isinstance(cause, GraphQLError) else ()
    return any(isinstance(node, ValueNode) for node in nodes)


def _logged_as(error: GraphQLError, cause: BaseException) -> str:
    """Return the id of a masked error, under which the log has it since it was first met.

    The id stands for the lines that raised it and the field that met it, not for its message:
    a message may hold what a client sent, and would let a client fill the log.
    """
    lines = [
        f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(cause.__traceback__)
    ]
    fields = [node.name.value for node in error.nodes or () if isinstance(node, FieldNode)]
    text = "\n".join([type(cause).__qualname__, *lines, *fields[:1]])
    error_id = blake2s(text.encode(), digest_size=6).hexdigest()
    if error_id not in _logged:
        if len(_logged) >= _REMEMBERED:
            del _logged[next(iter(_logged))]
        _logged[error_id] = None
        reason = _shortened(repr(cause))
        _log.error("internal error", error_id=error_id, reason=reason, lines=lines)
    return error_id


def _shortened(text: str) -> str:
    """Return ``text`` without its middle where it is long: it may repeat what a client sent."""
    half = _LONGEST_TEXT // 2
    return text if len(text) <= _LONGEST_TEXT else f"{text[:half]} … {text[-half:]}"
