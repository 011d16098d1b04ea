"""What a document may ask for: one walk over it before it is validated.

graphql-core's own rules take time that grows with the square of a document, so what is too large
is refused before they see it.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    parse,
    specified_rules,
    validate,
)
from strawberry import Schema
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from graph_api.errors import QueryTooLargeError
from schema.context import Limits
from schema.errors import refused

MAX_SELECTIONS = 1_000
"""Fields and fragments selected, each as often as fragments repeat it."""

MAX_REPEATS = 50
"""How often one place of the answer may be selected; fields with equal names are merged."""

MAX_DIRECTIVES = 50
MAX_INTROSPECTION_DEPTH = 20
"""The usual introspection query, which editors send, has a depth of 14 and no alias."""

MAX_INTROSPECTION_ALIASES = 2
"""The schema is shown in one go, without turns for others, and each alias may double it."""

MAX_ERRORS = 10
"""Reported at once; each may have to print a value as large as the document."""

_UNCOUNTED = frozenset({"edges", "node", "nodes", "pageInfo"})
_INTROSPECTION = frozenset({"__schema", "__type"})
_RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)

# A document of 4,000 characters takes up to a megabyte once it is parsed.
_CACHED_DOCUMENTS = 128
_CACHED_LENGTH = 4_000

_Decorated: TypeAlias = (
    SelectionNode | OperationDefinitionNode | FragmentDefinitionNode | VariableDefinitionNode
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document, read and checked.

    Attributes:
        document: None where it cannot be read or is too large.
        errors: why it is refused; empty for one that may run.
    """

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...]


def prepare(schema: Schema, text: str, limits: Limits) -> Prepared:
    """Return the document in ``text``, checked against the limits and then the schema.

    Errors are coded ``QUERY_TOO_LARGE``, ``PARSE_FAILED`` or ``VALIDATION_FAILED``, unless a
    ``QueryError`` stands behind them. Short documents are remembered, the latest 128 of them.
    """
    return (_remembered if len(text) <= _CACHED_LENGTH else _prepared)(schema, text, limits)


def _prepared(schema: Schema, text: str, limits: Limits) -> Prepared:
    try:
        document = _parsed(text, limits.max_tokens)
        check_size(document, limits)
    except QueryTooLargeError as error:
        return _refusal(GraphQLError(str(error), original_error=error.with_traceback(None)))
    except GraphQLError as error:
        return _refusal(refused(error.with_traceback(None), "PARSE_FAILED"))
    errors = validate(schema._schema, document, _RULES, MAX_ERRORS)  # noqa: SLF001 - no public name for it
    return Prepared(
        document=document,
        errors=tuple(refused(error, "VALIDATION_FAILED") for error in errors),
    )


_remembered = lru_cache(maxsize=_CACHED_DOCUMENTS)(_prepared)


def _refusal(error: GraphQLError) -> Prepared:
    return Prepared(document=None, errors=(error,))


def _parsed(text: str, max_tokens: int) -> DocumentNode:
    try:
        return parse(text, max_tokens=max_tokens)
    except GraphQLSyntaxError as error:
        # The parser names no other kind of error for this.
        if f"more than {max_tokens} tokens" in error.message:
            raise QueryTooLargeError(max_tokens, "tokens in a document") from None
        raise


def check_size(document: DocumentNode, limits: Limits) -> None:
    """Do nothing for a document within the limits, however its fragments multiply it.

    Depth counts fields on the longest path, the root field included; ``edges``, ``node``,
    ``nodes`` and ``pageInfo`` add nothing. Below ``__schema`` and ``__type`` it starts anew, with
    limits of its own. Takes at most ``MAX_SELECTIONS`` steps.

    Raises:
        QueryTooLargeError: beyond one of the limits; the message names it.
    """
    _Walk(document, limits).run()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a selection set stands.

    Attributes:
        number: of the place in the answer; equal for selections that are merged.
        introspection: whether the schema is shown here.
        above: names of the fragments that lead here.
    """

    number: int
    depth: int = 0
    introspection: bool = False
    above: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Walk:
    """Counts what one document selects."""

    document: DocumentNode
    limits: Limits
    fragments: dict[str, FragmentDefinitionNode] = field(default_factory=dict)
    spread: set[str] = field(default_factory=set)
    selections: int = 0
    aliases: int = 0
    introspection_aliases: int = 0
    directives: int = 0
    places: dict[tuple[int, str], int] = field(default_factory=dict)
    repeats: Counter[int] = field(default_factory=Counter)
    waiting: list[tuple[SelectionSetNode, _Place]] = field(default_factory=list)

    def run(self) -> None:
        for definition in self.document.definitions:
            if isinstance(definition, FragmentDefinitionNode):
                self.fragments[definition.name.value] = definition
        for definition in self.document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                self._count_operation(definition)
        # Fragments that nothing spreads are validated too.
        for name, fragment in self.fragments.items():
            if name not in self.spread:
                self._count_below(fragment, name)

    def _count_operation(self, operation: OperationDefinitionNode) -> None:
        for variable in operation.variable_definitions or ():
            self._count_directives(variable)
        self._count_below(operation, "")

    def _count_below(
        self, definition: OperationDefinitionNode | FragmentDefinitionNode, name: str
    ) -> None:
        self._count_directives(definition)
        # A key of its own: what two definitions select is not merged.
        number = self._number(-1 - len(self.places), name)
        self.waiting.append((definition.selection_set, _Place(number)))
        while self.waiting:
            selection_set, place = self.waiting.pop()
            for selection in selection_set.selections:
                self._count(selection, place)

    def _count(self, selection: SelectionNode, place: _Place) -> None:
        self.selections += 1
        _check(self.selections, MAX_SELECTIONS, "selections once fragments are expanded")
        self._count_directives(selection)
        if isinstance(selection, FieldNode):
            self._count_field(selection, place)
        elif isinstance(selection, FragmentSpreadNode):
            self._count_spread(selection.name.value, place)
        elif isinstance(selection, InlineFragmentNode):
            self.waiting.append((selection.selection_set, place))

    def _count_field(self, node: FieldNode, place: _Place) -> None:
        inner = self._inner(node, place)
        self.repeats[inner.number] += 1
        _check(self.repeats[inner.number], MAX_REPEATS, "selections of one field in one place")
        if inner.introspection:
            _check(inner.depth, MAX_INTROSPECTION_DEPTH, "levels of introspection")
        else:
            _check(inner.depth, self.limits.max_depth, "levels of fields")
        if node.alias:
            self._count_alias(introspection=inner.introspection)
        if node.selection_set:
            self.waiting.append((node.selection_set, inner))

    def _inner(self, node: FieldNode, place: _Place) -> _Place:
        name = node.name.value
        number = self._number(place.number, node.alias.value if node.alias else name)
        if name in _INTROSPECTION:
            return replace(place, number=number, depth=0, introspection=True)
        return replace(place, number=number, depth=place.depth + (name not in _UNCOUNTED))

    def _count_alias(self, *, introspection: bool) -> None:
        self.aliases += 1
        _check(self.aliases, self.limits.max_aliases, "aliases once fragments are expanded")
        self.introspection_aliases += introspection
        _check(self.introspection_aliases, MAX_INTROSPECTION_ALIASES, "aliases of introspection")

    def _count_spread(self, name: str, place: _Place) -> None:
        self.spread.add(name)
        fragment = self.fragments.get(name)
        # Unknown fragments and circles are for the rules to report.
        if fragment is not None and name not in place.above:
            self._count_directives(fragment)
            inner = replace(place, above=place.above | {name})
            self.waiting.append((fragment.selection_set, inner))

    def _count_directives(self, node: _Decorated) -> None:
        self.directives += len(node.directives or ())
        _check(self.directives, MAX_DIRECTIVES, "directives once fragments are expanded")

    def _number(self, above: int, name: str) -> int:
        return self.places.setdefault((above, name), len(self.places))


def _check(count: int, limit: int, what: str) -> None:
    if count > limit:
        raise QueryTooLargeError(limit, what)
