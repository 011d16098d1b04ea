"""Rules of this house that no linter knows."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import dropwhile, product
from pathlib import Path

from graph_api.cypher import statement
from graph_api.domain.derived import Derived
from graph_api.store.derived_rows import kinds

REPOSITORY = Path(__file__).parents[1]
PACKAGES = ("graph_api", "schema", "loaders")
CYPHER = REPOSITORY / "graph_api" / "cypher"
STATEMENTS = sorted(CYPHER.rglob("*.cypher"))
MODULES = sorted(path for package in PACKAGES for path in (REPOSITORY / package).rglob("*.py"))
MODEL = (REPOSITORY / "docs" / "graph-model.md").read_text("utf-8")

LONGEST_MODULE = 450

TEXT_ENDINGS = {".py", ".md", ".cypher", ".toml", ".yml", ".yaml", ".js", ".jsx", ".mjs", ".html"}
BUILT = {"node_modules", "static", "dist", "build"}
PERSONAL = re.compile(r"(?<![\w.$}~])/(?:work|root|home|Users|tmp)/\w")
"""An absolute path that exists on one machine only."""


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def strings(module: Path) -> Iterator[str]:
    """Yield every string literal, the fixed parts of f-strings included."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_module_contains_cypher() -> None:
    clauses = re.compile(r"\b(?:MATCH \(|MERGE \(|CREATE \(|UNWIND )")
    assert [
        (name_of(module), text)
        for module in MODULES
        for text in strings(module)
        if clauses.search(text)
    ] == []


def parts(path: Path) -> tuple[str, str]:
    """Return the comment at the head of a statement's file, and the rest."""
    lines = path.read_text("utf-8").splitlines()
    body = list(dropwhile(lambda line: line.startswith("//"), lines))
    return "\n".join(lines[: len(lines) - len(body)]), "\n".join(body)


def test_a_cypher_file_is_a_header_and_one_whole_statement() -> None:
    one = re.compile(r"(?:MATCH|MERGE|CREATE|UNWIND|CALL|RETURN)\b[^;]*;?\s*")
    for path in STATEMENTS:
        header, body = parts(path)
        assert header, name_of(path)
        assert "//" not in body, name_of(path)
        assert one.fullmatch(body), name_of(path)


def test_the_header_of_a_statement_names_its_parameters() -> None:
    for path in STATEMENTS:
        header, body = (frozenset(re.findall(r"\$(\w+)", part)) for part in parts(path))
        assert header == body, name_of(path)


def names_in_use() -> set[str]:
    """Return the statements that some module names, by path or, below ``write``, by name alone."""
    texts = {text for module in MODULES for text in strings(module)}
    derived = kinds(Derived(**{field.name: () for field in fields(Derived)}))
    return {
        *texts,
        *(f"write/{text}" for text in texts),
        *(f"derived/{text}" for text in texts if text.endswith("_create")),
        *(f"derived/{kind.name}_current" for kind in derived),
        *(f"derived/{kind.name}_create" for kind in derived if kind.create is None),
        *(f"derived/{kind.name}_remove" for kind in derived if kind.removable),
    }


def test_every_statement_is_used() -> None:
    by_folder = ("schema/", "digest/")  # used as whole folders
    names = {path.relative_to(CYPHER).with_suffix("").as_posix() for path in STATEMENTS}
    kept = {name for name in names if not name.startswith(by_folder)}
    assert kept - names_in_use() == set()


def test_every_statement_asked_for_by_name_exists() -> None:
    asked = re.compile(r'statement\(\s*"([^"]+)"')
    named = {name for module in MODULES for name in asked.findall(module.read_text("utf-8"))}
    assert {name for name in named if not (CYPHER / f"{name}.cypher").is_file()} == set()


def test_addresses_of_edgar_are_made_in_one_module() -> None:
    address = re.compile(r"//[\w.]*sec\.gov")
    speaking = {name_of(module) for module in MODULES if address.search(module.read_text("utf-8"))}
    assert speaking == {"graph_api/domain/edgar_urls.py"}


def test_every_module_can_be_read_in_one_sitting() -> None:
    lengths = {name_of(module): len(module.read_text("utf-8").splitlines()) for module in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def texts_of_the_project() -> Iterator[Path]:
    """Yield the files that people read, not those that tools make."""
    for path in sorted(REPOSITORY.glob("*")):
        if path.name.startswith(".") and path.name != ".ci":
            continue
        for found in [path] if path.is_file() else sorted(path.rglob("*")):
            is_text = found.suffix in TEXT_ENDINGS or found.name in {"Makefile", "run"}
            if found.is_file() and is_text and not BUILT & set(found.parts):
                yield found


def test_nothing_speaks_of_paths_of_one_machine() -> None:
    assert {
        f"{name_of(path)}: {line.strip()}"
        for path in texts_of_the_project()
        for line in path.read_text("utf-8").splitlines()
        if PERSONAL.search(line)
    } == set()


@dataclass(frozen=True, slots=True)
class Model:
    """The two tables of ``docs/graph-model.md``: label → key (None without), and edges."""

    keys: dict[str, str | None]
    edges: frozenset[tuple[str, str, str]]

    @property
    def types(self) -> set[str]:
        return {kind for kind, _, _ in self.edges}


def rows_below(heading: str) -> list[list[str]]:
    """Return the cells of the table in the section ``heading``."""
    section = re.split(r"^## ", MODEL, flags=re.MULTILINE)
    text = next(part for part in section if part.startswith(f"{heading}\n"))
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


def documented() -> Model:
    keys = {quoted(row[0])[0]: next(iter(quoted(row[1])), None) for row in rows_below("Nodes")}
    edges = {
        (quoted(row[0])[0], source, target)
        for row in rows_below("Edges")
        for source, target in product(*map(quoted, row[1].split("→")))
    }
    return Model(keys, frozenset(edges))


def in_statements(pattern: str, folder: str = "") -> set[tuple[str, ...]]:
    """Return the groups of every match in the statements below ``folder``."""
    names = [path.relative_to(CYPHER).with_suffix("").as_posix() for path in STATEMENTS]
    texts = (statement(name).text for name in names if name.startswith(folder))
    return {match.groups() for text in texts for match in re.finditer(pattern, text)}


def test_the_model_names_the_labels_that_statements_use() -> None:
    patterns = (r"\(\w*:(\w+)", r"\(\w*:\w+:(\w+)", r"(?:SET|REMOVE) \w+:(\w+)")
    used = {label for pattern in patterns for (label,) in in_statements(pattern)}
    assert used == set(documented().keys)


def test_the_model_names_the_keys_that_constraints_keep_unique() -> None:
    constraint = r"FOR \(n:(\w+)\) REQUIRE n\.(\w+) IS UNIQUE"
    keys = {label: key for label, key in documented().keys.items() if key}
    assert in_statements(constraint, "schema/") == set(keys.items())


def test_the_model_names_the_relationship_types_that_statements_use() -> None:
    assert {kind for (kind,) in in_statements(r"\[\w*:(\w+)")} == documented().types


def test_the_model_names_the_ends_of_edges_as_the_digest_reads_them() -> None:
    edge = r"\(a:(\w+)\)-\[e:(\w+)\]->\(b:(\w+)\)"
    found = {(kind, source, target) for source, kind, target in in_statements(edge, "digest/")}
    assert found == documented().edges


def test_a_label_and_a_relationship_type_never_share_a_name() -> None:
    model = documented()
    assert {label.upper() for label in model.keys}.isdisjoint(model.types)
