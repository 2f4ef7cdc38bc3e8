"""What people bring, who takes it up in which order, and where it may leave the ladder; each with its source.

A number of no law is the sample's own choice and says so (示例配置): it is there to be changed.
"""

from __future__ import annotations

from graphsvc.rosters.sample.kinds import Bundle, add
from graphsvc.rosters.sample.laws import (
    CONFIGURATION,
    FAMILY_REPORT,
    HOTLINE,
    JUDICIAL,
    LABOUR_AWARD,
    LABOUR_MEDIATION,
    LABOUR_SUIT,
    LAND_AWARD,
    LAND_SUIT,
    LAND_TERM,
    MEDIATION,
    MEDIATION_STOP,
    NIGHT,
    PETITION,
    POLICE,
    PROTECTION,
    RESIDENTS,
)  # fmt: skip
from graphsvc.rosters.sample.matter_table import BODIES, MATTERS, UTILITIES

_TIERS = (5, 4, 3, 2)
Limit = tuple[int | None, str | None, str | None]
NONE: Limit = (None, None, None)
DAYS3: Limit = (3, "days", CONFIGURATION)


def matters(bundle: Bundle) -> None:
    """Add bodies, matters, steps, exits and one carve-out."""
    for body, name, kind, phone, covers in BODIES:
        add(bundle, "bodies", body=body, name=name, kind=kind, phone=phone, covers=covers)
    for matter, name, name_en, category, kind, home, source in MATTERS:
        add(
            bundle, "matters", matter=matter, name=name, name_en=name_en, category=category, kind=kind, home=home,
            source=source,
        )  # fmt: skip
    _everyday(bundle)
    _disputes(bundle)
    _origin(bundle)
    _emergencies(bundle)
    # One stairwell's parking is looked after by the group itself.
    for role, handler in (("lead", "unit:m3-2"), ("assist", "unit:p4-2")):
        add(
            bundle, "carveouts", matter="parking", place="7", since="2026-03-01", step=1, role=role, handler=handler,
            limit=3 if role == "lead" else None, limit_unit="days" if role == "lead" else None, source=CONFIGURATION,
        )  # fmt: skip


def _step(bundle: Bundle, scope: str, number: int, lead: str, limit: Limit, *assists: str) -> None:
    amount, unit, source = limit
    add(
        bundle, "steps", matter=scope, step=number, role="lead", handler=lead, limit=amount, limit_unit=unit,
        source=source or CONFIGURATION,
    )  # fmt: skip
    for handler in assists:
        add(bundle, "steps", matter=scope, step=number, role="assist", handler=handler, source=source or CONFIGURATION)


def _exit(
    bundle: Bundle, scope: str, when: str, body: str, source: str, limit: int | None = None, unit: str = ""
) -> None:
    add(bundle, "exits", matter=scope, when=when, body=body, limit=limit, limit_unit=unit, source=source)


def _climb(bundle: Bundle, scope: str, first: str | None = None) -> int:
    """The management line from the building up to the community, the Party line beside it; the next free step."""
    for number, tier in enumerate(_TIERS, 1):
        beside = [f"party:{tier}", *([first] if first and number == 1 else [])]
        _step(bundle, scope, number, f"management:{tier}", DAYS3, *beside)
    return len(_TIERS) + 1


def _everyday(bundle: Bundle) -> None:
    _step(bundle, "*", _climb(bundle, "*"), "management:1", NONE, "party:1")
    _exit(bundle, "*", "anytime", "hotline", HOTLINE, 5, "workdays")
    _exit(bundle, "*", "anytime", "petition", PETITION, 60, "days")
    # The hall takes it first and is not left: the building leader only helps people get there.
    _step(bundle, "category:办事", 1, "body:hall", NONE, "management:5")
    _step(bundle, "category:办事", 2, "management:2", NONE, "party:2")
    for number, tier in enumerate((5, 3, 2), 1):
        limit: Limit = (None, None, RESIDENTS)
        _step(bundle, "category:议事", number, f"management:{tier}", limit, f"party:{tier}")
    _climb(bundle, "category:困难", "body:hall")
    for utility, _, _ in UTILITIES:
        _climb(bundle, utility, f"body:utility:{utility}")
        _exit(bundle, utility, "anytime", f"utility:{utility}", CONFIGURATION)
        _exit(bundle, utility, "anytime", "hotline", HOTLINE, 5, "workdays")


def _disputes(bundle: Bundle) -> None:
    scope = "category:纠纷"
    _step(bundle, scope, _climb(bundle, scope), "body:mediation", (1, "months", MEDIATION), "body:justice")
    _common_exits(bundle, scope)
    _common_exits(bundle, "noise")
    _exit(bundle, "noise", "failed", "police", NIGHT)
    _common_exits(bundle, "family")
    _exit(bundle, "family", "anytime", "court", PROTECTION, 72, "hours")
    _exit(bundle, "family", "duty", "police", FAMILY_REPORT)
    number = _climb(bundle, "wages")
    _step(bundle, "wages", number, "body:mediation", (15, "days", LABOUR_MEDIATION))
    _step(bundle, "wages", number + 1, "body:labour_arbitration", (45, "days", LABOUR_AWARD))
    _exit(bundle, "wages", "refused", "labour_arbitration", LABOUR_AWARD)
    _exit(bundle, "wages", "failed", "court", LABOUR_SUIT, 15, "days")
    _exit(bundle, "wages", "crime", "police", POLICE)


def _common_exits(bundle: Bundle, scope: str) -> None:
    _exit(bundle, scope, "refused", "court", MEDIATION_STOP)
    _exit(bundle, scope, "failed", "court", MEDIATION_STOP)
    _exit(bundle, scope, "agreed", "court", JUDICIAL, 30, "days")
    _exit(bundle, scope, "crime", "police", POLICE)


def _origin(bundle: Bundle) -> None:
    scope = "category:迁出地"
    _step(bundle, scope, 1, "origin:2", DAYS3)
    _step(bundle, scope, 2, "origin:1", DAYS3)
    _step(bundle, scope, 3, "body:land_arbitration", (60, "days", LAND_AWARD))
    _exit(bundle, scope, "refused", "land_arbitration", LAND_TERM, 24, "months")
    _exit(bundle, scope, "failed", "court", LAND_SUIT, 30, "days")
    _exit(bundle, scope, "crime", "police", POLICE)


def _emergencies(bundle: Bundle) -> None:
    called = {
        "fire": ("emergency:119", "emergency:120"),
        "violence": ("emergency:110", "emergency:120"),
        "self-harm": ("emergency:110", "emergency:120"),
        "gas-leak": ("emergency:119", "emergency:110", "utility:gas"),
        "child-alone": ("emergency:110",),
    }
    for matter, kinds in called.items():
        for kind in kinds:
            _exit(bundle, matter, "anytime", kind, CONFIGURATION)
    _exit(bundle, "violence", "duty", "police", FAMILY_REPORT)
    for number, tier in enumerate((5, 4, 3), 1):
        _step(bundle, "category:紧急", number, f"management:{tier}", NONE, f"party:{tier}")
