"""Settings from the environment, read once into one frozen object."""

import os
import secrets
from pathlib import Path

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

LOADING_SECONDS = 3600.0


class Settings(BaseSettings):
    """What the environment says.

    Attributes:
        home: data folder of this user; the embedded graph lives in ``graph`` below it.
        port, host: where the server listens; loopback unless told otherwise.
        neo4j_uri: set it to use Neo4j instead of the embedded engine.
        query_seconds: longest time one GraphQL request may take.
        statement_seconds: longest time one reading statement may take.
        heap_megabytes: memory of the embedded engine.
        address_key: secret under which owner addresses are hashed; made and kept in ``home``
            where it is not given.
        notice: text shown above GraphiQL, such as that the data is fictional.
    """

    model_config = SettingsConfigDict(env_prefix="INSIDER_GRAPH_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=lambda: user_data_path("insider-graph"))
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    query_seconds: float = Field(default=10.0, gt=0)
    statement_seconds: float = Field(default=30.0, gt=0)
    heap_megabytes: int = Field(default=2048, ge=256)
    address_key: SecretStr | None = None
    notice: str | None = None
    neo4j_uri: str | None = Field(default=None, validation_alias=AliasChoices("NEO4J_URI"))
    neo4j_user: str = Field(default="neo4j", validation_alias=AliasChoices("NEO4J_USER"))
    neo4j_password: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("NEO4J_PASSWORD")
    )
    neo4j_database: str | None = Field(
        default=None, validation_alias=AliasChoices("NEO4J_DATABASE")
    )

    @property
    def graph_folder(self) -> Path:
        """Folder of the embedded graph."""
        return self.home / "graph"

    def for_loading(self) -> "Settings":
        """Return the same settings with time for statements that read the whole graph."""
        return self.model_copy(update={"statement_seconds": LOADING_SECONDS})

    def address_secret(self) -> bytes:
        """Return the secret under which addresses are hashed, made on first use."""
        if self.address_key is not None:
            return self.address_key.get_secret_value().encode()[:64]
        path = self.home / "address.key"
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
        return path.read_bytes()
