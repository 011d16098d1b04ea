"""``insider-graph``: the command line."""

from importlib.util import find_spec
from pathlib import Path

from graph_api.errors import ConfigurationError


def main() -> None:
    """Run the command line."""
    check_installation()
    from graph_api.cli import app  # noqa: PLC0415 - only after the check

    app()


def check_installation() -> None:
    """Fail where another distribution has put its own ``schema`` package in ours' place.

    Raises:
        ConfigurationError: ``schema`` or ``loaders`` lies elsewhere than ``graph_api``.
    """
    here = Path(__file__).resolve().parent.parent
    for name in ("schema", "loaders"):
        spec = find_spec(name)
        found = Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
        if found != here:
            raise ConfigurationError(
                f"the package {name!r} comes from {found}, not from insider-graph: "
                "install insider-graph in an environment of its own"
            )


if __name__ == "__main__":
    main()
