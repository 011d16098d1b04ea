"""Hostile documents are refused before they cost anything; ordinary ones never meet a limit."""

import time
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from graphql import get_introspection_query, parse
from hypothesis import given
from hypothesis import strategies as st

from graph_api.errors import QueryTooLargeError
from schema.api import schema as real_schema
from schema.context import Limits
from schema.limits import Prepared, check_size, prepare
from tests.api import toy

LIMITS = Limits()


def refusal(document: str) -> tuple[int, str] | None:
    """Return the number and the name of the limit that ``document`` exceeds; None if none."""
    try:
        check_size(parse(document), LIMITS)
    except QueryTooLargeError as error:
        return error.limit, str(error).removeprefix(f"more than {error.limit} ")
    return None


def prepared(document: str) -> Prepared:
    return prepare(toy.schema, document, LIMITS)


def nested(field: str, depth: int, leaf: str = "name") -> str:
    """Return selections of ``field`` inside itself, ``depth`` fields deep with the leaf."""
    return f"{field} {{ " * (depth - 1) + leaf + " }" * (depth - 1)


def doubling(levels: int, leaf: str) -> str:
    """Return fragments of which each spreads the next one twice."""
    chain = [f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels)]
    return " ".join([*chain, f"fragment F{levels} on Query {{ {leaf} }}"])


def many(template: str, number: int) -> str:
    """Return ``template`` once for each number below ``number``, with ``%`` in its place."""
    return " ".join(template.replace("%", str(n)) for n in range(number))


@pytest.mark.parametrize(
    ("most", "limit", "document"),
    [
        (12, "levels of fields", lambda n: nested("more", n)),
        (50, "aliases once fragments are expanded", lambda n: many("a%: thing", n)),
        (1_000, "selections once fragments are expanded", lambda n: many("f%", n)),
        (50, "selections of one field in one place", lambda n: many("thing(n: %)", n)),
        (50, "directives once fragments are expanded", lambda n: f"thing {many('@x%', n)}"),
        (20, "levels of introspection", lambda n: f"__schema {{ {nested('ofType', n)} }}"),
        (2, "aliases of introspection", lambda n: f"__schema {{ {many('a%: types', n)} }}"),
    ],
)
def test_a_limit_accepts_its_number_and_refuses_one_more(
    most: int, limit: str, document: Callable[[int], str]
) -> None:
    assert refusal(f"{{ {document(most)} }}") is None
    assert refusal(f"{{ {document(most + 1)} }}") == (most, limit)


@pytest.mark.parametrize(
    ("limit", "document"),
    [
        (
            "levels of fields",
            f"{{ thing {{ ...F }} }} fragment F on Thing {{ {nested('more', 12)} }}",
        ),
        (
            "aliases once fragments are expanded",
            f"{{ a {{ ...F }} b {{ ...F }} }} fragment F on Thing {{ {many('a%: name', 26)} }}",
        ),
        (
            "selections of one field in one place",
            f"{{ {many('...F%', 51)} }} {many('fragment F% on Query { thing }', 51)}",
        ),
        (
            "directives once fragments are expanded",
            f"{{ a {{ ...F }} b {{ ...F }} }} fragment F on Thing {{ name {many('@x%', 26)} }}",
        ),
        (
            "directives once fragments are expanded",
            f"query ({many('$v%: Int @x', 51)}) {{ thing }}",
        ),
    ],
)
def test_what_fragments_repeat_or_hide_counts(limit: str, document: str) -> None:
    found = refusal(document)
    assert found is not None
    assert found[1] == limit


def test_the_error_names_the_limit_and_what_is_accepted() -> None:
    (error,) = prepared(f"{{ thing {{ {nested('more', 12)} }} }}").errors
    assert error.message == "more than 12 levels of fields"
    assert error.original_error is not None
    assert vars(error.original_error) == {
        "accepted": "at most 12 levels of fields: ask for less at once",
        "limit": 12,
    }


def test_tokens_are_limited_comments_included() -> None:
    for document in ("{ " + "name " * 4_000 + "}", "#\n" * 4_001 + "{ __typename }"):
        (error,) = prepared(document).errors
        assert error.message == "more than 4000 tokens in a document"


def test_edges_nodes_and_page_information_add_no_depth() -> None:
    page = "edges { node { more { " * 11 + "name" + " } } }" * 11
    assert refusal(f"{{ more {{ {page} }} }}") == (12, "levels of fields")
    assert refusal(f"{{ {page} }}") is None
    assert refusal(f"{{ {nested('pageInfo', 40)} }}") is None


def test_introspection_has_a_depth_of_its_own() -> None:
    assert refusal(f"{{ {nested('more', 11)} __type {{ {nested('ofType', 14)} }} }}") is None


def test_what_editors_ask_about_the_schema_is_answered() -> None:
    document = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    assert prepare(real_schema, document, LIMITS).errors == ()


def test_fragments_that_double_at_each_level_are_refused_at_once() -> None:
    began = time.process_time()
    found = refusal("{ ...F0 } " + doubling(200, "...Unknown"))
    assert found == (1_000, "selections once fragments are expanded")
    assert time.process_time() - began < 0.5


def test_unused_fragments_are_counted_too() -> None:
    assert refusal("{ name } " + doubling(200, "name")) is not None


@pytest.mark.parametrize(
    "document",
    [
        "{ ...A } fragment A on Query { ...A }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "{ thing { ...A } } fragment A on Thing { node { ...A } }",
        "{ name } fragment A on Query { ...B } fragment B on Query { ...A }",
    ],
)
def test_circles_of_fragments_end_and_are_left_to_validation(document: str) -> None:
    assert refusal(document) is None
    assert prepared(document).errors


def test_fields_of_two_operations_are_not_in_one_place() -> None:
    assert refusal(many("query Q% { thing { name } }", 51)) is None


@pytest.mark.parametrize(
    "document",
    [
        f"{{ {many('a%: things(first: %) { name }', 3_000)} }}",
        f"{{ {many('things(first: %) { name }', 400)} }}",
        f"{{ days(range: {{ {many('a%: 1', 1_200)} }}) }}",
        "{ owner(cik: [" + "1 " * 3_900 + "]) }",
        "{ thing {" + "node {" * 3_000,
        f"query ({many('$v%: Int', 900)}) {{ __typename }}",
        f"{{ __typename }} {many('fragment F% on Query { lost }', 450)}",
    ],
    ids=["aliases", "arguments", "input", "list", "nesting", "variables", "fragments"],
)
def test_a_hostile_document_is_refused_within_a_second(document: str) -> None:
    began = time.process_time()
    assert prepared(document).errors
    assert time.process_time() - began < 1


def test_a_short_document_is_read_and_checked_once() -> None:
    assert prepared("{ thing { name } }") is prepared("{ thing { name } }")
    assert prepared("{ thing { name } }") is not prepared("{ thing { name  } }")


def test_a_remembered_document_is_of_one_schema_and_one_set_of_limits() -> None:
    text = "{ thing { name } }"
    assert prepare(real_schema, text, LIMITS).errors
    assert prepare(toy.schema, text, Limits(max_depth=1)).errors
    assert prepare(toy.schema, text, LIMITS).errors == ()


def selections(names: Iterator[int]) -> st.SearchStrategy[str]:
    """Return selections of any shape over fields, inline fragments and three fragments."""
    leaves = st.sampled_from(["thing", "a: thing", "...F0", "...F1", "...F2", "node"])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=4).map(" ".join),
            inner.map(lambda text: f"thing {{ {text} }}"),
            inner.map(lambda text: f"b{next(names) % 5}: edges {{ {text} }}"),
            inner.map(lambda text: f"... on Query {{ {text} }}"),
        ),
        max_leaves=15,
    )


@given(st.lists(selections(count()), min_size=4, max_size=4))
def test_the_walk_ends_for_any_document(parts: list[str]) -> None:
    fragments = [f"fragment F{n} on Query {{ {text} }}" for n, text in enumerate(parts[1:])]
    began = time.process_time()
    refusal(f"{{ {parts[0]} }} {' '.join(fragments)}")
    assert time.process_time() - began < 1
