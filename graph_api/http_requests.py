"""GraphQL requests out of HTTP ones, as the GraphQL-over-HTTP specification says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import orjson
from starlette.requests import Request

from graph_api.errors import QueryError

Json: TypeAlias = object

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"


class HttpRequestError(QueryError):
    """A request that is refused before its document is looked at.

    Attributes:
        status: of the answer, whatever its media type.
        headers: that the status requires.
    """

    status = 400
    headers: Mapping[str, str] = {}


class BadRequestError(HttpRequestError):
    """Body or parameters are no GraphQL request."""

    code = "BAD_REQUEST"


class BodyTooLargeError(HttpRequestError):
    """The body is larger than accepted; the rest of it was not read.

    Attributes:
        limit: in bytes.
    """

    code = "BODY_TOO_LARGE"
    status = 413
    # Otherwise the server would read the rest before the next request of this connection.
    headers: Mapping[str, str] = {"Connection": "close"}

    def __init__(self, limit: int) -> None:
        super().__init__(f"the body is larger than {limit} bytes", accepted=f"{limit} bytes")
        self.limit = limit


class MethodNotAllowedError(HttpRequestError):
    """The method is not for this operation, or not for GraphQL at all."""

    code = "METHOD_NOT_ALLOWED"
    status = 405

    def __init__(self, message: str, *, allowed: str) -> None:
        super().__init__(message, accepted=allowed)
        self.headers = {"Allow": allowed}


class UnsupportedMediaTypeError(HttpRequestError):
    """The body is not declared as JSON in UTF-8.

    Forms and plain text are what a foreign page can send without being asked.
    """

    code = "UNSUPPORTED_MEDIA_TYPE"
    status = 415

    def __init__(self, content_type: str) -> None:
        super().__init__(f"{content_type!r} is not accepted as a body", accepted=JSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphQLRequest:
    """What a client asks.

    Attributes:
        query: the document.
        operation_name: None where the document has one operation.
        variables: empty where none were sent.
    """

    query: str
    operation_name: str | None
    variables: dict[str, Json]


async def read_request(request: Request, *, max_body_bytes: int) -> GraphQLRequest:
    """Return the GraphQL request in a GET or a POST.

    Raises:
        HttpRequestError: there is none; the body is read no further than allowed.
    """
    if request.method == "GET":
        return _request_in(_query_members(request))
    if request.method == "POST":
        _require_json(request.headers.get("content-type", ""))
        return _request_in(_body_members(await _read_body(request, max_body_bytes)))
    raise MethodNotAllowedError(f"{request.method} is not allowed", allowed="GET, POST")


def answer_type(accept: str) -> str:
    """Return the media type to answer in, for an ``Accept`` header.

    ``application/graphql-response+json`` where it is named and nothing says that plain JSON is
    liked better; else ``application/json``, also where neither is accepted.
    """
    quality = dict(_media_range(part) for part in accept.split(","))
    preferred = quality.get(GRAPHQL_RESPONSE, 0.0)
    return GRAPHQL_RESPONSE if preferred and preferred >= quality.get(JSON, 0.0) else JSON


def _media_range(text: str) -> tuple[str, float]:
    media_type, *parameters = (part.strip().lower() for part in text.split(";"))
    weights = [part.removeprefix("q=") for part in parameters if part.startswith("q=")]
    try:
        return media_type, float(weights[0]) if weights else 1.0
    except ValueError:
        return media_type, 0.0


def _require_json(content_type: str) -> None:
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [part for part in parameters if part.startswith("charset=")]
    if media_type != JSON or any("utf-8" not in charset for charset in charsets):
        raise UnsupportedMediaTypeError(content_type)


async def _read_body(request: Request, max_bytes: int) -> bytes:
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise BodyTooLargeError(max_bytes)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > max_bytes:
            raise BodyTooLargeError(max_bytes)
    return bytes(body)


def _body_members(body: bytes) -> dict[str, Json]:
    members = _json(body, "the body")
    if not isinstance(members, dict):
        raise BadRequestError("the body is not a JSON object", accepted='{"query": "…"}')
    return members


def _query_members(request: Request) -> dict[str, Json]:
    members: dict[str, Json] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if members.get(name):
            members[name] = _json(str(members[name]), name)
    return {name: value for name, value in members.items() if value != ""}


def _json(text: bytes | str, what: str) -> Json:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequestError(f"{what}: {error}", accepted="JSON in UTF-8") from None


def _request_in(members: Mapping[str, Json]) -> GraphQLRequest:
    query = members.get("query")
    if not isinstance(query, str):
        raise BadRequestError("query is missing or no string", accepted="a document as a string")
    operation_name = members.get("operationName")
    if operation_name is not None and not isinstance(operation_name, str):
        raise BadRequestError("operationName is no string", accepted="a string or null")
    _object_in(members, "extensions")
    return GraphQLRequest(
        query=query, operation_name=operation_name, variables=_object_in(members, "variables")
    )


def _object_in(members: Mapping[str, Json], name: str) -> dict[str, Json]:
    value = members.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadRequestError(f"{name} is no object", accepted="an object or null")
    return value
