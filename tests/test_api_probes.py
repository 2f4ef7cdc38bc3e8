"""GET /healthz and /readyz, at the root."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_it_works(public: FlaskClient) -> None:
    """The process answers, and so does the graph, at its revision."""
    assert public.get("/healthz").json == {"status": "ok"}
    assert public.get("/readyz").json == {"status": "ok", "revision": 1}


def test_they_are_not_kept(public: FlaskClient) -> None:
    """A probe asks how it is now."""
    assert [public.get(path).headers["Cache-Control"] for path in ("/healthz", "/readyz")] == ["no-store"] * 2
