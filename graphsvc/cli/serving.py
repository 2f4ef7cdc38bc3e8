"""The service: waitress on the embedded engine, gunicorn's threads on a Neo4j.

It answers from one process, on either: what was uploaded or typed and waits, who has tried which password how often,
and what a session is signed with, where no secret is set, lie in its memory.
"""

from __future__ import annotations

import atexit
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

import click

from graphsvc.cli.common import Context
from graphsvc.errors import BadSetting, StoreAway, StoreBusy
from graphsvc.settings import Settings
from graphsvc.store import Beside, Care, Store
from graphsvc.web import create_app
from graphsvc.web.moments import day_of

_AGAIN_AFTER = 2.0


@click.command()
@click.option("--host")
@click.option("--port", type=click.IntRange(1, 65535))
@click.pass_obj
def serve(ctx: Context, host: str | None, port: int | None) -> None:
    """The HTTP service."""
    settings = ctx.settings.model_copy(update={"host": host or ctx.settings.host, "port": port or ctx.settings.port})
    if settings.store.startswith("embedded:"):
        with _opened(ctx) as store:
            care = Care(store.copies, partial(day_of, None), partial(tell, ctx.lang))
            # The first answers come before the first copy.
            with Beside(care.turn, first=3, between=60):
                answer(store, settings)
    else:
        _gunicorn(partial(ctx.open, at_once=False), settings)


def _opened(ctx: Context) -> Store:
    """The store, opened while the libraries of the service are loaded: each takes as long as the other."""
    with ThreadPoolExecutor(1) as beside:
        opening = beside.submit(ctx.open)
        import waitress  # noqa: F401 - loaded while the engine starts

        import graphsvc.web.app  # noqa: F401 - the same

        return opening.result()


def tell(lang: str, zh: str, en: str) -> None:
    """Say one of two sentences on standard error."""
    click.echo(en if lang == "en" else zh, err=True)


def answer(store: Store, settings: Settings) -> None:
    """Answer requests from a store of this process until told to end."""
    import waitress

    # Ended by a service manager, the store is closed as it is by Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    _see_to_an_owner(store)
    app = create_app(store, settings)
    click.echo(f"http://{settings.host}:{settings.port}/", err=True)
    with _watching(store, settings.query_limit):
        try:
            waitress.serve(app, host=settings.host, port=settings.port, threads=settings.threads)
        except (OSError, ValueError) as error:
            # A host that nobody knows is a ValueError of waitress.
            raise _not_to_be_had(settings, error) from error
        finally:
            app.extensions["notes"].flush()


def _not_to_be_had(settings: Settings, error: OSError | ValueError) -> BadSetting:
    there, said = f"{settings.host}:{settings.port}", getattr(error, "strerror", None) or error
    return BadSetting(
        "bad_address",
        f"{there} 用不了({said})。可能已有另一个服务在用,或本机没有这个地址:请用 GRAPHSVC_PORT 或 GRAPHSVC_HOST 换一个。",
        f"{there} can't be used ({said}). Another service may have it, or this machine has no such address: name "
        "another in GRAPHSVC_PORT or GRAPHSVC_HOST.",
    )


def _watching(store: Store, limit: float) -> Beside:
    """Looks now and again for questions that take too long, and ends them."""

    def look() -> None:
        # While the graph is away there is nothing to end.
        with suppress(StoreAway, StoreBusy):
            store.end_long(limit)

    return Beside(look, first=limit, between=min(limit, 5))


def _see_to_an_owner(store: Store) -> None:
    """Where the graph has no owner yet, make one. Their password is told here alone, this once."""
    from graphsvc.accounts import first_owner

    if made := first_owner(store):
        name, password = made
        click.echo(
            f"所有者“{name}”的密码,只显示这一次 / the password of the owner {name}, shown this once: {password}",
            err=True,
        )


def _see_to_an_owner_once_there(store: Store) -> None:
    """The same, beside a service that may be up before its graph is."""
    while True:
        try:
            return _see_to_an_owner(store)
        except (StoreAway, StoreBusy):
            time.sleep(_AGAIN_AFTER)


def _gunicorn(opened: Callable[[], Store], settings: Settings) -> None:
    from gunicorn.app.base import BaseApplication

    class Service(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """Opens its store in the worker, since connections don't outlive a fork."""

        def load_config(self) -> None:
            self.cfg.set("bind", f"{settings.host}:{settings.port}")
            self.cfg.set("worker_class", "gthread")
            # Whatever WEB_CONCURRENCY says, which may be meant for a neighbour.
            self.cfg.set("workers", 1)
            self.cfg.set("threads", settings.threads)
            # Ended by its manager is the one thing to be told; the socket would lie in its user's home.
            self.cfg.set("control_socket_disable", True)

        def load(self) -> Any:
            store = opened()
            threading.Thread(target=_see_to_an_owner_once_there, args=(store,), daemon=True).start()
            _watching(store, settings.query_limit).__enter__()
            app = create_app(store, settings)
            atexit.register(app.extensions["notes"].flush)
            return app

    Service().run()


COMMANDS = (serve,)
