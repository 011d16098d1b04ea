"""Every error of the project.

InsiderGraphError
├ ConfigurationError            settings or installation are wrong
├ SourceError
│ └ MalformedFilingError        one filing cannot be read: accession, element, reason
├ GraphError
│ ├ GraphUnavailableError       no engine answers
│ ├ GraphLockedError            another loader is at work
│ └ StatementFailedError        a statement was refused, by its name
└ QueryError                    the only ones a client sees; each has a code and a page
  ├ InvalidIdentifierError      INVALID_IDENTIFIER
  ├ InvalidArgumentError        INVALID_ARGUMENT
  ├ InvalidCursorError          INVALID_CURSOR
  ├ QueryTooLargeError          QUERY_TOO_LARGE
  └ QueryTooSlowError           QUERY_TOO_SLOW
"""


class InsiderGraphError(Exception):
    """Root of all errors raised here."""


class ConfigurationError(InsiderGraphError):
    """Settings or installation are wrong; the message says what to do."""


class SourceError(InsiderGraphError):
    """A source cannot be read."""


class MalformedFilingError(SourceError):
    """One filing cannot be read; it is skipped, counted and named.

    Attributes:
        element: path of the element that is wrong, such as ``reportingOwner[2]/rptOwnerCik``.
        reason: a short reason in plain words.
        accession: the filing, when it is known.
    """

    def __init__(self, *, element: str, reason: str, accession: str | None = None) -> None:
        super().__init__(f"{element}: {reason}")
        self.element = element
        self.reason = reason
        self.accession = accession


class GraphError(InsiderGraphError):
    """The graph cannot do what was asked."""


class GraphUnavailableError(GraphError):
    """No engine answers."""


class GraphLockedError(GraphError):
    """Another loader is at work on this graph."""


class StatementFailedError(GraphError):
    """A statement was refused.

    Attributes:
        statement: name of the ``.cypher`` file.
    """

    def __init__(self, statement: str, reason: str) -> None:
        super().__init__(f"{statement}: {reason}")
        self.statement = statement


class QueryError(InsiderGraphError):
    """A question that cannot be answered as asked.

    Attributes:
        code: stable public code, with a page of that name under ``docs/errors``.
        accepted: what would be accepted, in words.
    """

    code = "QUERY_ERROR"

    def __init__(self, message: str, *, accepted: str) -> None:
        super().__init__(message)
        self.accepted = accepted


class InvalidIdentifierError(QueryError):
    """A CIK, accession number or id is malformed."""

    code = "INVALID_IDENTIFIER"

    def __init__(self, *, kind: str, value: str, accepted: str) -> None:
        article = "an" if kind[0].lower() in "aeio" else "a"
        super().__init__(
            f"{value!r} is not {article} {kind}; accepted: {accepted}", accepted=accepted
        )


class InvalidArgumentError(QueryError):
    """An argument is outside its range.

    Attributes:
        argument: its name as the client wrote it.
    """

    code = "INVALID_ARGUMENT"

    def __init__(self, argument: str, value: object, *, accepted: str) -> None:
        super().__init__(f"{argument}: {value!r} is not accepted; {accepted}", accepted=accepted)
        self.argument = argument


class InvalidCursorError(QueryError):
    """A cursor was not handed out by this field."""

    code = "INVALID_CURSOR"

    def __init__(self, cursor: str) -> None:
        super().__init__(
            f"{cursor!r} is not a cursor of this field",
            accepted="an endCursor or edge cursor of an answer to the same field",
        )


class QueryTooLargeError(QueryError):
    """The query, or the answer to it, is beyond a limit; the message names the limit.

    Attributes:
        limit: the number that was exceeded.
    """

    code = "QUERY_TOO_LARGE"

    def __init__(self, limit: int, what: str = "objects in one answer") -> None:
        self.limit = limit
        super().__init__(
            f"more than {limit} {what}", accepted=f"at most {limit} {what}: ask for less at once"
        )


class QueryTooSlowError(QueryError):
    """The time for one request is up."""

    code = "QUERY_TOO_SLOW"

    def __init__(self) -> None:
        super().__init__(
            "the time for one request is up",
            accepted="a narrower question: fewer items per page, fewer levels, a shorter range",
        )
