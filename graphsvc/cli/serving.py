"""The service, and the demonstration that ends in it."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from graphsvc import questions
from graphsvc.cli import show
from graphsvc.cli.common import Context, say
from graphsvc.settings import Settings
from graphsvc.store import Store, open_store
from graphsvc.web import create_app
from graphsvc.web.schemas import SHANGHAI, day_of


@click.command()
@click.option("--host")
@click.option("--port", type=click.IntRange(1, 65535))
@click.pass_obj
def serve(ctx: Context, host: str | None, port: int | None) -> None:
    """The HTTP service."""
    settings = ctx.settings.model_copy(update={"host": host or ctx.settings.host, "port": port or ctx.settings.port})
    if settings.store.startswith("embedded:"):
        with ctx.open() as store:
            _waitress(store, settings)
    else:
        _gunicorn(ctx.open, settings)


@click.command()
@click.option("--once", is_flag=True, help="stop before serving")
@click.pass_obj
def demo(ctx: Context, once: bool) -> None:
    """Make the sample community in a throw-away store, ask the example questions, draw the chart, serve."""
    from graphsvc.rosters.importing import import_bundle
    from graphsvc.rosters.sample import sample_bundle

    with tempfile.TemporaryDirectory(prefix="graphsvc-") as folder, open_store(f"embedded:{folder}/graph") as store:
        click.echo("…", err=True)
        import_bundle(store, sample_bundle(), on=day_of(None))
        _ask(store, ctx.lang)
        _draw(store, ctx, Path("lines.svg") if not once else Path(folder) / "lines.svg")
        if not once:
            _waitress(store, ctx.settings)


def _ask(store: Store, lang: str) -> None:
    reported = datetime.now(SHANGHAI)
    on = day_of(None, reported)
    found = questions.find_households(store, "40号楼2单元301", on=on)
    say(found, False, lang, show.found)
    for one in found.items[:1]:
        say(questions.responsible(store, household=one.id, on=on), False, lang, show.answer)
        say(questions.escalation(store, household=one.id, reported=reported, on=on), False, lang, show.path)
    say(questions.vacancies(store, on), False, lang, show.listed)


def _draw(store: Store, ctx: Context, file: Path) -> None:
    from graphsvc.pictures import draw
    from graphsvc.questions.chart import chart_facts

    file.write_bytes(draw(chart_facts(store, None, day_of(None)), "svg", lang=ctx.lang))
    click.echo(str(file), err=True)


def _waitress(store: Store, settings: Settings) -> None:
    import waitress

    # Ended by a service manager, the store is closed as it is by Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    click.echo(f"http://{settings.host}:{settings.port}/", err=True)
    waitress.serve(create_app(store, settings), host=settings.host, port=settings.port, threads=settings.threads)


def _gunicorn(opened: Callable[[], Store], settings: Settings) -> None:
    from gunicorn.app.base import BaseApplication

    class Service(BaseApplication):  # type: ignore[misc]
        """Opens its store in the worker, since connections don't outlive a fork."""

        def load_config(self) -> None:
            self.cfg.set("bind", f"{settings.host}:{settings.port}")
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", settings.threads)

        def load(self) -> Any:
            return create_app(opened(), settings)

    Service().run()


COMMANDS = (serve, demo)
