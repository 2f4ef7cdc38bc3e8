"""How does the whole stand? Every check of one world read once, with the terms that run out soon."""

from __future__ import annotations

from datetime import date, timedelta

from graphsvc.answers.health import Overview
from graphsvc.checks.coverage import prove
from graphsvc.checks.integrity import examined
from graphsvc.checks.rules.ground import Ground
from graphsvc.checks.rules.serving import uneven
from graphsvc.checks.rules.terms import ending
from graphsvc.checks.world import World, read_world
from graphsvc.rules.ladder import ORIGIN
from graphsvc.store import Store

YEAR = 365
SOON = timedelta(days=30)


def overview(store: Store, on: date) -> Overview:
    """Integrity on `on`, coverage of the year from then on, the terms that end within thirty days
    of it, and uneven loads.
    """
    return overlook(read_world(store.read, store.published(), whole=True), on)


def overlook(world: World, on: date) -> Overview:
    """The same of a world in hand."""
    ground = Ground(world, on)
    units = ground.order.facts.units
    loads = tuple(one for one in uneven(ground) if units[one.unit].role != ORIGIN)
    return Overview(examined(ground), prove(world, on, YEAR), ending(ground, on + SOON), loads)
