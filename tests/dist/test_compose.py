"""The container files: what is published, what is secret, and that Neo4j takes its settings."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_api.settings import Settings
from tests.engines import missing, start_neo4j

REPOSITORY = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (REPOSITORY / "Dockerfile").read_text("utf-8")
FROM_OUTSIDE = "${NEO4J_PASSWORD:?set NEO4J_PASSWORD}"


def instructions(name: str) -> list[str]:
    """Return what follows the instruction ``name``, in order, continued lines joined."""
    joined = DOCKERFILE.replace("\\\n", " ")
    return re.findall(rf"^{name} +(.+)$", joined, flags=re.MULTILINE)


def neo4j_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the settings that Neo4j's image makes of its environment."""
    names = {name: name.removeprefix("NEO4J_").replace("__", "\0") for name in environment}
    return {
        names[name].replace("_", ".").replace("\0", "_"): value
        for name, value in environment.items()
        if name != "NEO4J_AUTH"
    }


@pytest.mark.parametrize("service", SERVICES)
def test_every_port_is_published_on_loopback_only(service: str) -> None:
    ports = SERVICES[service]["ports"]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_password_comes_from_outside_and_must_be_set() -> None:
    assert SERVICES["neo4j"]["environment"]["NEO4J_AUTH"] == f"neo4j/{FROM_OUTSIDE}"
    assert SERVICES["api"]["environment"]["NEO4J_PASSWORD"] == FROM_OUTSIDE


def test_neo4j_is_the_long_term_release_and_keeps_its_data_in_a_volume() -> None:
    neo4j = SERVICES["neo4j"]
    assert neo4j["image"] == "neo4j:5.26-community"
    assert [volume.split(":")[1] for volume in neo4j["volumes"]] == ["/data"]
    assert {volume.split(":")[0] for volume in neo4j["volumes"]} <= set(COMPOSE["volumes"])


def test_neo4j_is_healthy_only_when_it_answers_a_query() -> None:
    check = SERVICES["neo4j"]["healthcheck"]["test"]
    assert check[0] == "CMD-SHELL"
    assert "RETURN 1" in check[1]


def test_the_health_check_finds_the_password_however_it_is_written() -> None:
    given = SERVICES["neo4j"]["healthcheck"]["test"][1].split(" cypher-shell")[0]
    shell = given.replace("$$", "$") + '; printf %s "$NEO4J_PASSWORD"'
    found = subprocess.run(
        ["sh", "-c", shell],
        env={"NEO4J_AUTH": "neo4j/a $b/'c\""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "a $b/'c\""


def test_neo4j_limits_time_memory_and_logs() -> None:
    settings = neo4j_settings(SERVICES["neo4j"]["environment"])
    assert settings["db.transaction.timeout"] == "30s"
    assert settings["db.tx_log.rotation.retention_policy"] == "256M size"
    memory = {name for name in settings if name.startswith("server.memory.")}
    assert {"server.memory.heap.max_size", "server.memory.pagecache.size"} <= memory


def test_neo4j_knows_every_setting_that_it_is_given(tmp_path: Path) -> None:
    # It refuses to start on a name or value that it does not know.
    settings = neo4j_settings(SERVICES["neo4j"]["environment"])
    with start_neo4j(tmp_path, settings) as uri:
        assert uri.startswith("bolt://127.0.0.1:")


def test_the_api_waits_for_neo4j_and_connects_to_the_database_it_creates() -> None:
    api, neo4j = SERVICES["api"], SERVICES["neo4j"]
    assert api["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert api["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"
    created = neo4j_settings(neo4j["environment"])["initial.dbms.default_database"]
    assert api["environment"]["NEO4J_DATABASE"] == created


def test_the_api_is_told_nothing_that_its_settings_do_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in list(os.environ):
        if name.startswith(("NEO4J_", "INSIDER_GRAPH_")):
            monkeypatch.delenv(name)
    environment = SERVICES["api"]["environment"]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert len(Settings().model_fields_set) == len(environment)


def test_the_api_gains_no_rights() -> None:
    assert SERVICES["api"]["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in SERVICES["api"]["security_opt"]


def test_the_image_and_the_service_start_the_server_for_all_of_the_container() -> None:
    command = ["insider-graph", "serve", "--host", "0.0.0.0"]  # noqa: S104 - inside a container
    assert SERVICES["api"]["command"] == command
    assert instructions("CMD") == ['["insider-graph", "serve", "--host", "0.0.0.0"]']
    assert instructions("EXPOSE") == ["8000"]
    assert SERVICES["api"]["ports"] == ["127.0.0.1:8000:8000"]


def test_the_image_builds_graphiql_and_runs_as_another_user_than_root() -> None:
    stages = [line.split()[0].split(":")[0] for line in instructions("FROM")]
    assert stages == ["node", "python", "python"]
    last = DOCKERFILE.rsplit("\nFROM", 1)[1]
    user = instructions("USER")
    assert user == ["insider"]
    assert f" {user[0]}\n" in last[: last.index("\nUSER")]
    assert last.index("\nUSER") < last.index("\nCMD")


def test_the_image_is_healthy_when_the_server_says_so() -> None:
    (check,) = instructions("HEALTHCHECK")
    assert "http://127.0.0.1:8000/healthz" in check


def test_data_lies_in_a_volume_that_the_user_of_the_image_owns() -> None:
    (volume,) = instructions("VOLUME")
    assert f"INSIDER_GRAPH_HOME={volume}" in DOCKERFILE
    assert f"--home-dir {volume}" in DOCKERFILE
    assert SERVICES["api"]["volumes"] == [f"api-data:{volume}"]


def test_the_builder_receives_every_file_that_is_copied_and_nothing_secret() -> None:
    lines = (REPOSITORY / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    copied = [
        source.rstrip("/")
        for line in instructions("COPY")
        if not line.startswith("--from")
        for source in line.split()[:-1]
    ]
    assert copied
    assert all(is_sent(rules, path) for path in copied)
    unwanted = [".git", ".env", ".neo4j/lib/a.jar", "tests/engines.py", "docs/x.md"]
    built = ["graph_api/static/graphiql", "web/graphiql/node_modules"]
    assert not any(is_sent(rules, path) for path in unwanted + built)


def is_sent(rules: list[str], path: str) -> bool:
    """Return whether the last rule that covers ``path``, or a folder above it, lets it through."""
    covers = [path, *map(str, Path(path).parents)]
    sent = True
    for rule in rules:
        pattern = rule.removeprefix("!")
        if any(fnmatch(part, pattern) for part in covers if part != "."):
            sent = rule.startswith("!")
    return sent


def works(command: list[str]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return not subprocess.run([*command, "version"], capture_output=True, check=False).returncode


def compose_client() -> list[str]:
    clients = [client for client in (["docker", "compose"], ["docker-compose"]) if works(client)]
    if not clients:
        missing("compose", "docker compose is not installed: only our own rules read the file")
    return clients[0]


def test_docker_compose_accepts_the_file_with_a_password_and_refuses_it_without() -> None:
    command = [*compose_client(), "-f", str(REPOSITORY / "docker-compose.yml"), "config", "-q"]
    without = {name: value for name, value in os.environ.items() if name != "NEO4J_PASSWORD"}
    given = {**without, "NEO4J_PASSWORD": "a-password"}
    accepted = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert accepted.returncode == 0, accepted.stderr
    refused = subprocess.run(command, env=without, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "set NEO4J_PASSWORD" in refused.stderr
