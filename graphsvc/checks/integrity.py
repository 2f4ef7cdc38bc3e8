"""Is the graph sound? The table of rules, each with its sentence, and whether breaking it is wrong or worth a look."""

from __future__ import annotations

from datetime import date

from graphsvc.answers.integrity import Checked, Integrity
from graphsvc.checks.rules import chains, serving, terms
from graphsvc.checks.rules.ground import Ground, Rule
from graphsvc.checks.world import World, read_world
from graphsvc.questions.rows import check_revision
from graphsvc.store import Store

WRONG, LOOK = True, False

RULES: tuple[tuple[str, bool, Rule, str, str], ...] = (
    ("circle", WRONG, chains.circles, "上级绕成了一个圈", "lies in a circle of things above it"),
    ("two_parents", WRONG, chains.two_parents, "同一时间有两个上级", "has two above it at once"),
    ("not_upward", WRONG, chains.not_upward, "上级不在同一体系或不比它高", "is part of a unit that is not above it"),
    ("stops_short", WRONG, chains.stops_short, "不是最高一级却没有上级", "is part of nothing, below its line's top"),
    ("across_tiers", WRONG, chains.across_tiers, "对应的两个组织不同级或不是一管理一党", "is a pair across tiers"),
    ("overlap", WRONG, terms.overlaps, "同一时间重复", "overlaps another of the same"),
    ("dangling", WRONG, terms.dangling, "指向从未有过的东西", "names something that was never there"),
    ("unserved", WRONG, serving.unserved, "有人住却没有管理组织服务", "is lived in, and no unit serves it"),
    ("no_head", WRONG, serving.no_head, "没有正职岗位", "has no head post"),
    ("expired_acting", WRONG, terms.expired_acting, "代理已过届满日仍在代理", "is acting past its planned end"),
    ("leads", WRONG, serving.leads, "一步应正好有一个主办", "is a step without exactly one lead"),
    ("handlers", WRONG, serving.handlers, "承办的层级或组织不存在", "names no level or unit there is"),
    ("vacant", LOOK, serving.vacant, "正职空缺", "is a head post nobody holds"),
    ("doubly_served", LOOK, serving.doubly_served, "最低一级有两个组织", "shares its places with others of its tier"),
    ("outlier", LOOK, serving.outliers, "服务户数远离同级", "serves far more or fewer households than its level"),
    ("idle", LOOK, serving.idle, "既不服务地点也没有下级", "serves no place and has nothing below it"),
    ("outlives", LOOK, terms.outlives, "一端已不在册", "goes on though one of its ends is not there"),
    ("gap", LOOK, terms.gaps, "两任之间有空档", "is held by nobody between two tenures"),
    ("open_acting", LOOK, terms.open_acting, "代理没有届满日", "is acting without a planned end"),
    ("overdue", LOOK, terms.overdue, "任期已过届满日", "is past its planned end"),
)
"""Code, whether a breach is wrong, who finds it, and what is said of each row that breaks it."""


def integrity(store: Store, on: date, revision: int | None = None) -> Integrity:
    """Every rule over what is believed at `revision` (None: now), as of `on`. Raises `unknown_revision`."""
    published = store.published()
    check_revision(revision, published)
    return examine(read_world(store.read, published if revision is None else revision, whole=True), on)


def examine(world: World, on: date) -> Integrity:
    """The same of a world in hand."""
    return examined(Ground(world, on))


def examined(ground: Ground) -> Integrity:
    """The same of a day's ground in hand."""
    rules = tuple(Checked(code, zh, en, wrong, tuple(rule(ground))) for code, wrong, rule, zh, en in RULES)
    return Integrity(ground.on, ground.world.revision, rules, serving.spans(ground))
