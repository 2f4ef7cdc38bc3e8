"""The HTTP service: it asks questions and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask_openapi import OpenAPI

    from graphsvc.settings import Settings
    from graphsvc.store import Store

__all__ = ["create_app"]


def create_app(store: Store, settings: Settings | None = None) -> OpenAPI:
    """The application that asks `store`."""
    # The libraries of a service take longer to load than a question takes to answer; the command has no use for them.
    from graphsvc.web.app import create_app as create

    return create(store, settings)
