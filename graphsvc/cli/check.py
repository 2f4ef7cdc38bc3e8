"""Is the graph sound, and is somebody there for everyone? Exit 1 where something is wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click
import orjson
from rich import box
from rich.table import Table

from graphsvc.cli.common import Context, json_option, on_option
from graphsvc.cli.show import console
from graphsvc.web.moments import day_of

if TYPE_CHECKING:
    from graphsvc.answers.coverage import Coverage
    from graphsvc.answers.integrity import Integrity

Json = dict[str, Any]
_SHOWN = 5


@click.command()
@click.option("--coverage", "only_coverage", is_flag=True, help="only whether somebody is there for everyone")
@click.option("--days", type=click.IntRange(1, 3660), default=365, show_default=True, help="how far coverage looks")
@on_option
@json_option
@click.pass_obj
def check(ctx: Context, only_coverage: bool, days: int, on: date | None, as_json: bool) -> None:
    """Integrity, and coverage of the days to come: for every occupied dwelling and matter somebody is there.

    Exit 1 where a rule marked wrong is broken or coverage has a gap; what is only worth a look is told, and is 0.
    """
    from graphsvc.checks.coverage import prove
    from graphsvc.checks.integrity import examine
    from graphsvc.checks.world import read_world

    day = day_of(on)
    with ctx.open() as store:
        world = read_world(store.read, store.published(), whole=not only_coverage)
    sound = None if only_coverage else examine(world, day)
    covered = prove(world, day, days)
    if as_json:
        whole = covered.as_json(ctx.lang)
        data = whole if sound is None else {"integrity": sound.as_json(ctx.lang), "coverage": whole}
        click.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
    else:
        if sound is not None:
            _integrity(sound, ctx.lang)
        _coverage(covered, ctx.lang)
    if not covered.covered or (sound is not None and not sound.sound):
        raise SystemExit(1)


def _integrity(found: Integrity, lang: str) -> None:
    out, en = console(), lang == "en"
    out.print(f"{found.on}  #{found.revision}")
    table = Table(box=box.SIMPLE)
    heads = ("rule", "", "rows", "which") if en else ("规则", "", "行数", "哪些")
    for head, justify in zip(heads, ("left", "left", "right", "left"), strict=True):
        table.add_column(head, justify="right" if justify == "right" else "left", overflow="fold")
    for rule in found.rules:
        kind = ("wrong" if rule.wrong else "look") if en else ("错误" if rule.wrong else "提醒")
        shown = [f"{one.file} {one.key}" + (f" ({one.note})" if one.note else "") for one in rule.rows[:_SHOWN]]
        more = len(rule.rows) - len(shown)
        told = [*shown, f"… +{more}"] if more else shown
        text = f"{rule.code}: {rule.en if en else rule.zh}"
        table.add_row(text, kind if rule.rows else "-", str(len(rule.rows)), "\n".join(told))
    out.print(table)
    _spans(found, lang)
    wrong = sum(len(rule.rows) for rule in found.rules if rule.wrong)
    if en:
        out.print("The graph is sound." if found.sound else f"{wrong} rows break a rule that must hold.")
    else:
        out.print("图是完好的。" if found.sound else f"有{wrong}行违反必须遵守的规则。")


def _spans(found: Integrity, lang: str) -> None:
    heads = ("level", "units", "households: least", "median", "most")
    table = Table(*(heads if lang == "en" else ("层级", "组织", "户数:最少", "中位", "最多")), box=box.SIMPLE)
    for one in found.spans:
        figures = (one.units, one.least, f"{one.median:g}", one.most)
        table.add_row(f"{one.line}:{one.tier}", *(str(figure) for figure in figures))
    console().print(table)


def _coverage(found: Coverage, lang: str) -> None:
    out, en = console(), lang == "en"
    out.print(f"{found.on} – {found.until}  #{found.revision}")
    counts = (found.places, found.matters, found.stretches)
    if en:
        out.print("{} occupied dwellings, {} matters, {} stretches without a change".format(*counts))
    else:
        out.print("有人住的{}处、事项{}个、无变动的{}段日子".format(*counts))
    titles = (
        (found.gaps, "nobody is there", "没有人负责"),
        (found.risks, "nobody would be there if terms end as planned", "任期如期届满后没有人负责"),
        (found.unasked, "can't be asked about", "无法提问"),
    )
    for gaps, title_en, title_zh in titles:
        if not gaps:
            continue
        heads = ("days", "matters", "dwellings", "why") if en else ("日期", "事项", "住处", "原因")
        table = Table(*heads, box=box.SIMPLE, title=title_en if en else title_zh, title_justify="left")
        for gap in gaps:
            why = dict.fromkeys(one.why.en if en else one.why.zh for one in gap.causes)
            table.add_row(
                f"{gap.since} – {gap.until}", _few(gap.matters), f"{len(gap.places)}: {_few(gap.places)}",
                "\n".join(why),
            )  # fmt: skip
        out.print(table)
    if found.unpaired:
        told = _few(tuple(f"{one.unit} {one.since} – {one.until}" for one in found.unpaired))
        out.print(f"{'without a counterpart' if en else '没有对应组织'}: {told}")
    if en:
        out.print("Covered: somebody is there for everyone on every day." if found.covered else "Not covered.")
    else:
        out.print("覆盖完整:每一天、每一户、每件事都有人负责。" if found.covered else "覆盖不完整。")


def _few(ids: tuple[str, ...]) -> str:
    more = f" … +{len(ids) - _SHOWN}" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more


COMMANDS = (check,)
