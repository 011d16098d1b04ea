"""GraphQL over HTTP: one request in, one answer out, within the limits."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any, cast

import orjson
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
)
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry import Schema
from strawberry.execution import optimized_is_awaitable

from graph_api.errors import GraphUnavailableError, QueryTooSlowError
from graph_api.http_requests import (
    JSON,
    BadRequestError,
    GraphQLRequest,
    HttpRequestError,
    MethodNotAllowedError,
    answer_type,
    read_request,
)
from schema.context import Context, Limits
from schema.errors import FormattedError, formatted, refused
from schema.limits import MAX_ERRORS, prepare

MAX_BODY_BYTES = 256 * 1024
EXECUTIONS = 3
"""How often a request is tried while the graph changes under it."""

_HEADERS = {
    "Cache-Control": "no-store",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
}
_FAILURES = {"GRAPH_UNAVAILABLE": 503, "QUERY_TOO_SLOW": 503, "INTERNAL_ERROR": 500}
"""Status of an answer without data, where it is not the client's fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a request comes to.

    Attributes:
        executed: whether there is a ``data`` entry; without it the request failed as a whole.
        data: None where an error reached the root.
        errors: in the order in which they were met.
        refusal: set where HTTP itself has a status for the reason.
    """

    executed: bool = False
    data: dict[str, object] | None = None
    errors: Sequence[GraphQLError] = ()
    refusal: HttpRequestError | None = None


class GraphQLEndpoint:
    """An ASGI application that answers queries; everything shared stands here."""

    def __init__(
        self,
        schema: Schema,
        *,
        make_context: Callable[[], Context],
        read_revision: Callable[[], Awaitable[int]],
        limits: Limits,
        max_body_bytes: int = MAX_BODY_BYTES,
    ) -> None:
        self._schema = schema
        self._make_context = make_context
        self._read_revision = read_revision
        self._limits = limits
        self._max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        except ClientDisconnect:
            return
        response = _response(answer, answer_type(request.headers.get("accept", "")))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Answer:
        """Return the answer to any request; what nobody foresaw is an error in it."""
        try:
            async with asyncio.timeout(self._limits.seconds):
                asked = await read_request(request, max_body_bytes=self._max_body_bytes)
                return await self._run(asked, reading_only=request.method == "GET")
        except ClientDisconnect:
            raise
        except HttpRequestError as error:
            return Answer(errors=[_located(error)], refusal=error)
        except TimeoutError:
            return Answer(errors=[_located(QueryTooSlowError())])
        except Exception as error:  # noqa: BLE001 - masked and logged by `formatted`
            return Answer(errors=[_located(error)])

    async def _run(self, asked: GraphQLRequest, *, reading_only: bool) -> Answer:
        prepared = prepare(self._schema, asked.query, self._limits)
        if prepared.document is None:
            return Answer(errors=prepared.errors)
        operation = _operation(prepared.document, asked.operation_name)
        if reading_only and operation and operation.operation is not OperationType.QUERY:
            raise MethodNotAllowedError("GET is for queries only", allowed="POST")
        if prepared.errors:
            return Answer(errors=prepared.errors)
        if operation is None:
            return Answer(errors=[_located(_no_operation(asked.operation_name))])
        return _answer_of(await self._execute(prepared.document, asked))

    async def _execute(self, document: DocumentNode, asked: GraphQLRequest) -> ExecutionResult:
        """Return a result read from one state of the graph.

        Raises:
            GraphUnavailableError: the graph changed during each of three executions.
        """
        for _ in range(EXECUTIONS):
            context = self._make_context()
            result = await self._execute_once(document, asked, context)
            if context.revision is None or context.revision == await self._read_revision():
                return result
        raise GraphUnavailableError(f"the graph changed during {EXECUTIONS} executions")

    async def _execute_once(
        self, document: DocumentNode, asked: GraphQLRequest, context: Context
    ) -> ExecutionResult:
        # Not schema.execute: it would parse and validate again.
        result = execute(
            self._schema._schema,  # noqa: SLF001 - no public name for it
            document,
            context_value=context,
            variable_values=asked.variables,
            operation_name=asked.operation_name,
            max_coercion_errors=MAX_ERRORS,
            executor_class=self._schema.execution_context_class,
            is_awaitable=cast("Any", optimized_is_awaitable),
            operation_extensions=None,
        )
        return await result if isawaitable(result) else result


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    return get_operation_ast(document, name)


def _no_operation(name: str | None) -> BadRequestError:
    if name is None:
        return BadRequestError(
            "the document has several operations, or none", accepted="operationName: one of them"
        )
    return BadRequestError(
        f"the document has no operation {name!r}", accepted="operationName: one of the document"
    )


def _answer_of(result: ExecutionResult) -> Answer:
    errors = result.errors or []
    if result.data is None and all(error.path is None for error in errors):
        return Answer(errors=[refused(error, "BAD_VARIABLE") for error in errors])
    return Answer(executed=True, data=result.data, errors=errors)


def _located(error: Exception) -> GraphQLError:
    return GraphQLError(str(error), original_error=error)


def _response(answer: Answer, media_type: str) -> Response:
    errors = [formatted(error) for error in answer.errors]
    body: dict[str, object] = {"errors": errors} if errors else {}
    if answer.executed:
        body["data"] = answer.data
    return Response(
        orjson.dumps(body),
        status_code=_status(answer, errors, media_type),
        media_type=f"{media_type}; charset=utf-8",
        headers=_HEADERS | dict(answer.refusal.headers if answer.refusal else {}),
    )


def _status(answer: Answer, errors: Sequence[FormattedError], media_type: str) -> int:
    if answer.refusal is not None:
        return answer.refusal.status
    if answer.executed or media_type == JSON:
        return 200
    extensions = cast("Mapping[str, str]", errors[0]["extensions"])
    return _FAILURES.get(extensions["code"], 400)
