"""The factory: a store and settings in, an application out; nothing happens at import."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response, request
from flask.json.provider import JSONProvider
from flask_openapi import Info, OpenAPI

from graphsvc import __version__
from graphsvc.accounts import Notes
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web import auth, metrics, pages, problems, refused
from graphsvc.web.api import blueprint
from graphsvc.web.described import SECURITY, describe
from graphsvc.web.etag import published
from graphsvc.web.shapes.problems import Health, Problem, Readiness

_OF_NOW = ("healthz", "readyz", "metrics")
_INFO = Info(title="graphsvc", version=__version__, description="Who answers for a household, and how a matter climbs.")


class _Json(JSONProvider):
    """JSON to the letter: no NaN, no half of a character, which others let in and the graph can't keep."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """As text."""
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """From text. Raises `ValueError`."""
        return orjson.loads(s)


def create_app(store: Store, settings: Settings | None = None) -> OpenAPI:
    """The application that asks `store`."""
    settings = settings or Settings()
    app = OpenAPI(
        __name__,
        info=_INFO,
        security_schemes=SECURITY,
        validation_error_model=Problem,
        validation_error_callback=problems.invalid,
    )
    app.json = _Json(app)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.url_map.strict_slashes = False
    problems.register(app)
    notes = app.extensions["notes"] = Notes(store)
    counted = metrics.count(app, store)
    pages.register(app, store, settings)
    auth.register(app, store)
    refused.watch(app, notes)
    app.register_api(blueprint(store, notes, settings))

    @app.get("/healthz", summary="Whether the process answers", responses={200: Health})
    def healthz() -> Response:
        return Response(orjson.dumps({"status": "ok"}), mimetype="application/json")

    @app.get("/readyz", summary="Whether the graph answers", responses={200: Readiness})
    def readyz() -> Response:
        return Response(orjson.dumps({"status": "ok", "revision": published(store)}), mimetype="application/json")

    metrics.register(app, store, counted)
    describe(app)

    @app.after_request
    def harden(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        if request.endpoint in _OF_NOW:
            response.headers["Cache-Control"] = "no-store"
        return response

    return app
