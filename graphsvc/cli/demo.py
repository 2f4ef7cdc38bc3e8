"""The demonstration: the sample community in a throw-away store, asked, drawn and served."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import click

from graphsvc import questions
from graphsvc.cli import show
from graphsvc.cli.common import Context, say
from graphsvc.cli.serving import answer, tell
from graphsvc.store import Store, open_store
from graphsvc.web.moments import SHANGHAI, day_of

_CHART = Path("lines.svg")


@click.command()
@click.option("--once", is_flag=True, help="stop before serving")
@click.pass_obj
def demo(ctx: Context, once: bool) -> None:
    """Make the sample community in a throw-away store, ask the example questions, draw the chart, serve."""
    from graphsvc.rosters.importing import import_bundle
    from graphsvc.rosters.sample import sample_bundle

    with tempfile.TemporaryDirectory(prefix="graphsvc-") as folder, open_store(f"embedded:{folder}/graph") as store:
        tell(
            ctx.lang, "正在做出示例社区并导入,只在临时文件夹里…", "making the sample community, in a temporary folder…"
        )
        import_bundle(store, sample_bundle(), on=day_of(None))
        _ask(store, ctx.lang)
        picture = _drawn(store, ctx.lang)
        if once:
            tell(ctx.lang, "图也画好了。", "The chart is drawn, too.")
            return
        _CHART.write_bytes(picture)
        tell(ctx.lang, f"两条线的图在 {_CHART}", f"the chart of both lines is in {_CHART}")
        answer(store, ctx.settings)


def _ask(store: Store, lang: str) -> None:
    reported = datetime.now(SHANGHAI)
    on = day_of(None, reported)
    found = questions.find_households(store, "40号楼2单元301", on=on)
    say(found, False, lang, show.found)
    for one in found.items[:1]:
        say(questions.responsible(store, household=one.id, on=on), False, lang, show.answer)
        say(questions.escalation(store, household=one.id, reported=reported, on=on), False, lang, show.path)
    say(questions.vacancies(store, on), False, lang, show.vacancies)


def _drawn(store: Store, lang: str) -> bytes:
    from graphsvc.pictures import draw
    from graphsvc.questions.chart import chart_facts

    return draw(chart_facts(store, None, day_of(None)), "svg", lang=lang)


COMMANDS = (demo,)
