"""How the service fares, as Prometheus reads it. Labels are routes and statuses: never an id, a name or a caller."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from time import perf_counter

from flask import Flask, Response, g, request
from flask_openapi import OpenAPI
from flask_openapi.utils import parse_rule
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from graphsvc.errors import StoreError
from graphsvc.store import Store
from graphsvc.web import auth
from graphsvc.web.described import as_it_is

NO_ROUTE = "none"
"""The route of a request that met none: what was asked instead is the caller's own text, so it is no label."""

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


class _Graph(Collector):
    """Whether the graph answers, and its revision, found out when they are asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """Both, or the first alone where the graph is away."""
        try:
            revision = self._store.read("published")[0]["revision"]
        except StoreError:
            revision = None
        yield GaugeMetricFamily("graphsvc_store_up", "1 where the graph answers, else 0", revision is not None)
        if revision is not None:
            yield GaugeMetricFamily("graphsvc_revision", "the revision readers are given", revision)


def count(app: Flask, store: Store) -> CollectorRegistry:
    """Count and time every request of `app` from here on, in a registry of its own."""
    registry = CollectorRegistry()
    registry.register(_Graph(store))
    requests = Counter("graphsvc_requests", "requests answered", ["method", "route", "status"], registry=registry)
    seconds = Histogram("graphsvc_request_seconds", "how long they took", ["method", "route"], registry=registry)

    @app.before_request
    def begin() -> None:
        g.begun = perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        rule = request.url_rule
        # A method no route takes is the caller's own text too.
        method = request.method if rule else NO_ROUTE
        route = parse_rule(rule.rule) if rule else NO_ROUTE
        requests.labels(method, route, response.status_code).inc()
        seconds.labels(method, route).observe(perf_counter() - g.begun)
        return response

    return registry


def register(app: OpenAPI, store: Store, registry: CollectorRegistry) -> None:
    """Tell them at `/metrics`: to this machine itself, and to whoever may audit."""

    @app.get("/metrics", summary="How the service fares, for Prometheus", responses={200: as_it_is("text/plain")})
    def metrics() -> Response:
        if not _asked_from_here():
            auth.admit(store, auth.AUDITING)
        return Response(generate_latest(registry), content_type="text/plain; version=0.0.4; charset=utf-8")


def _asked_from_here() -> bool:
    """Whether the caller is on this machine, and no proxy on it asks for somebody else."""
    if any(header in request.headers for header in _FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
