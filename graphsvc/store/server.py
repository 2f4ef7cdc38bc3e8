"""A Neo4j of its own, reached over the network."""

from __future__ import annotations

import logging

import neo4j
import neo4j.exceptions

from graphsvc.store.access import LIMITS
from graphsvc.store.addresses import no_address
from graphsvc.store.copies import Copies, no_copies

_SCHEMES = tuple(f"{scheme}{secured}://" for scheme in ("neo4j", "bolt") for secured in ("", "+s", "+ssc"))

# What it can't reach we say ourselves; without this each try would be told on standard error, with addresses.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Server:
    """The link to a server. Its driver reaches it again by itself once it is back. Raises `bad_store`."""

    def __init__(self, url: str, user: str, password: str | None) -> None:
        if not url.startswith(_SCHEMES):
            raise no_address()
        try:
            self.driver = neo4j.GraphDatabase.driver(url, auth=(user, password) if password else None, **LIMITS)
        except (ValueError, neo4j.exceptions.ConfigurationError) as error:
            raise no_address() from error

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
