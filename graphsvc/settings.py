"""What the surroundings decide: where the graph is, how it is served. Each is a variable GRAPHSVC_NAME."""

from __future__ import annotations

from pydantic import Field, PositiveFloat, PositiveInt
from pydantic_settings import BaseSettings, SettingsConfigDict

from graphsvc.rules.standing import Limits


class Settings(BaseSettings):
    """Read once where a process starts, and handed on. An empty variable is one that is not set."""

    model_config = SettingsConfigDict(env_prefix="GRAPHSVC_", env_ignore_empty=True, extra="ignore")

    store: str = "embedded:./graphsvc-data"
    """The graph: `embedded:FOLDER`, or the address of a Neo4j."""
    neo4j_user: str | None = None
    neo4j_password: str | None = None
    """Who to be on a Neo4j; an embedded graph asks for neither."""
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    """Where the service listens."""
    threads: PositiveInt = 8
    """How many requests are answered at once."""
    max_body: PositiveInt = 1_000_000
    """Bytes a request may bring."""
    max_upload: PositiveInt = 20_000_000
    """Bytes a roster uploaded to the page of imports may have."""
    picture_timeout: PositiveFloat = 20
    """Seconds a picture may take to draw."""
    query_limit: PositiveFloat = 30
    """Seconds a question may take in the graph before the service ends it."""
    pictures: PositiveInt = 2
    """How many pictures are drawn at once."""
    leader_youngest: int | None = None
    leader_oldest: int | None = None
    """Ages in years between which a holder of a post is not remarked on."""
    leader_most_posts: int | None = None
    leader_most_households: int | None = None
    """How much one person may carry unremarked."""
    secret: str | None = None
    """What sessions of the pages are signed with; made anew at each start where none is given."""
    https: bool = False
    """Whether browsers reach the pages by https alone, so that their cookies go no other way."""
    oidc_issuer: str | None = None
    """The OpenID provider that people may sign in to the pages with; none unless said."""
    oidc_client_id: str = "graphsvc"
    oidc_client_secret: str | None = None
    """Who this service is to the provider."""
    oidc_claim: str = "preferred_username"
    """What of the provider's word is the name of an account here."""

    @property
    def limits(self) -> Limits:
        """The bounds of the standing rules."""
        return Limits(self.leader_youngest, self.leader_oldest, self.leader_most_posts, self.leader_most_households)
