"""What a client reads when something fails, and what it does not."""

import re
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from graph_api.errors import QueryError
from graph_api.http_requests import HttpRequestError
from schema.api import schema
from schema.context import Limits
from schema.errors import ACCEPTED, formatted
from schema.limits import prepare
from tests.api import toy

pytestmark = pytest.mark.anyio

PAGES = Path(__file__).parents[2] / "docs" / "errors"
ABSTRACT = {QueryError, HttpRequestError}


def classes(root: type[QueryError]) -> set[type[QueryError]]:
    """Return the error classes of this project below ``root``, itself included."""
    below = {found for child in root.__subclasses__() for found in classes(child)}
    return {one for one in below | {root} if not one.__module__.startswith("tests.")}


def public_codes() -> set[str]:
    return {one.code for one in classes(QueryError) - ABSTRACT} | set(ACCEPTED)


async def ask(query: str, **variables: object) -> dict[str, Any]:
    """Return the answer of the toy server."""
    async with toy.client(toy.app()) as client:
        body = {"query": query, "variables": variables}
        answer = await client.post("/graphql", json=body)
    found: dict[str, Any] = answer.json()
    return found


async def only_error(query: str, **variables: object) -> dict[str, Any]:
    (error,) = (await ask(query, **variables))["errors"]
    found: dict[str, Any] = error
    return found


def test_every_public_code_has_a_page_and_every_page_a_code() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == public_codes()


@pytest.mark.parametrize("code", sorted(public_codes()))
def test_a_page_names_its_code_shows_an_example_and_says_what_is_accepted(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text("utf-8")
    assert page.startswith(f"# {code}\n")
    assert page.count("```") == 2
    assert "**Accepted:**" in page
    assert len(page.splitlines()) <= 15


@pytest.mark.parametrize("code", sorted(public_codes()))
def test_an_example_fails_as_its_page_says_or_is_a_valid_query(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text("utf-8")
    for query in re.findall(r"```graphql\n(.*?)```", page, re.DOTALL):
        errors = [formatted(error) for error in prepare(schema, query, Limits()).errors]
        codes = [error["extensions"]["code"] for error in errors]  # type: ignore[index]
        expected = {"INVALID_IDENTIFIER", "PARSE_FAILED", "VALIDATION_FAILED"}
        assert codes == ([code] if code in expected else [])


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{", {}, "PARSE_FAILED"),
        ("", {}, "PARSE_FAILED"),
        ("{ nope }", {}, "VALIDATION_FAILED"),
        ("mutation { nope }", {}, "VALIDATION_FAILED"),
        ('{ days(range: {from: "2026-02-30"}) }', {}, "VALIDATION_FAILED"),
        ("query ($n: Int!) { page(first: $n) }", {}, "BAD_VARIABLE"),
        ("query ($n: Int!) { page(first: $n) }", {"n": "ten"}, "BAD_VARIABLE"),
        ("query ($n: Int = 5) { page(first: $n) }", {"n": None}, "BAD_VARIABLE"),
        ("query ($k: OwnerKey!) { byKey(key: $k) }", {"k": {}}, "BAD_VARIABLE"),
        ("query ($k: OwnerKey!) { byKey(key: $k) }", {"k": {"cik": None}}, "BAD_VARIABLE"),
        ('{ owner(cik: "x") }', {}, "INVALID_IDENTIFIER"),
        ("query ($c: CIK!) { owner(cik: $c) }", {"c": "x"}, "INVALID_IDENTIFIER"),
        ("query ($k: OwnerKey!) { byKey(key: $k) }", {"k": {"id": "x:1"}}, "INVALID_IDENTIFIER"),
        ("{ page(first: 501) }", {}, "INVALID_ARGUMENT"),
        ('{ days(range: {from: "2026-02-02", to: "2026-01-01"}) }', {}, "INVALID_ARGUMENT"),
        ("{ things(first: 100001) { name } }", {}, "QUERY_TOO_LARGE"),
        ("{ lost }", {}, "GRAPH_UNAVAILABLE"),
        ("{ broken }", {}, "INTERNAL_ERROR"),
        ("{ thing { nothing } }", {}, "INTERNAL_ERROR"),
    ],
)
async def test_a_failure_has_its_code(query: str, variables: dict[str, object], code: str) -> None:
    extensions = (await only_error(query, **variables))["extensions"]
    assert extensions["code"] == code
    assert extensions["docs"] == f"docs/errors/{code}.md"
    assert extensions["accepted"]


async def test_an_argument_is_named_with_what_is_accepted_and_where() -> None:
    assert await only_error("{ page(first: 501) }") == {
        "message": "first: 501 is not accepted; 0 to 500",
        "locations": [{"line": 1, "column": 3}],
        "path": ["page"],
        "extensions": {
            "code": "INVALID_ARGUMENT",
            "accepted": "0 to 500",
            "argument": "first",
            "docs": "docs/errors/INVALID_ARGUMENT.md",
        },
    }


async def test_a_failed_field_leaves_its_siblings() -> None:
    answer = await ask("{ broken thing { name } }")
    assert answer["data"] == {"broken": None, "thing": {"name": "thing"}}


@pytest.mark.parametrize("query", ["{ broken }", "{ lost }"])
async def test_nothing_of_a_masked_error_reaches_the_client(query: str) -> None:
    shown = str(await ask(query))
    assert "swordfish" not in shown
    assert "10.1.2.3" not in shown
    assert "RuntimeError" not in shown


async def test_a_masked_error_is_found_in_the_log_by_its_id() -> None:
    with capture_logs() as entries:
        error = await only_error('{ broken(hint: "first") }')
    again = await only_error('{ broken(hint: "again") }')
    assert error["message"] == "internal error"
    assert error["extensions"]["errorId"] == again["extensions"]["errorId"]
    for entry in entries:
        assert entry["error_id"] == error["extensions"]["errorId"]
        assert "swordfish" in entry["reason"]
        assert any(line.endswith(" broken") for line in entry["lines"])


async def test_one_distinct_error_is_logged_once_however_often_and_however_worded() -> None:
    aliases = " ".join(f'b{n}: broken(hint: "{n}")' for n in range(40))
    with capture_logs() as entries:
        await ask(f"{{ {aliases} }}")
        await ask(f"{{ {aliases} }}")
    assert len(entries) <= 1


async def test_equal_failures_of_two_fields_are_two_errors() -> None:
    nothing = await only_error("{ thing { nothing } }")
    blank = await only_error("{ thing { blank } }")
    assert nothing["extensions"]["errorId"] != blank["extensions"]["errorId"]


async def test_a_long_value_is_not_repeated_whole() -> None:
    error = await only_error("query ($c: CIK!) { owner(cik: $c) }", c="x" * 200_000)
    assert len(error["message"]) < 600


async def test_no_more_than_ten_errors_of_a_document_and_a_note_are_reported() -> None:
    answer = await ask(f"{{ {' '.join(f'nope{n}' for n in range(100))} }}")
    assert len(answer["errors"]) == 11
