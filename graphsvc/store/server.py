"""A Neo4j of its own, reached over the network."""

from __future__ import annotations

import neo4j

from graphsvc.store.access import LIMITS
from graphsvc.store.copies import Copies, no_copies


class Server:
    """The link to a server. Its driver reaches it again by itself once it is back."""

    def __init__(self, url: str, user: str, password: str | None) -> None:
        self.driver = neo4j.GraphDatabase.driver(url, auth=(user, password) if password else None, **LIMITS)

    @property
    def engine(self) -> str:
        """`neo4j`, or `embedded` where an ArcadeDB answers."""
        return "embedded" if "ArcadeDB" in self.driver.get_server_info().agent else "neo4j"

    @property
    def version(self) -> str:
        """The engine by its name and number, as the server tells it. Raises the driver's errors where it is away."""
        return str(self.driver.get_server_info().agent)

    @property
    def copies(self) -> Copies:
        """None of ours: raises `no_copies`."""
        raise no_copies()

    def renew(self, failed: neo4j.Driver) -> bool:
        """There is no other driver to try."""
        return False

    def close(self) -> None:
        """End the connections."""
        self.driver.close()
