"""An import beside the requests: looked at first, then written exactly as it was looked at, or looked at anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from graphsvc.errors import GraphsvcError, Stale
from graphsvc.rosters.faults import BundleRefused, Fault
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.packing import Files
from graphsvc.rosters.planning import Plan
from graphsvc.rosters.reading import read_files
from graphsvc.store import Store
from graphsvc.web.pages.jobs import Job


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an upload is to be taken: the day changed values count from, and whether rows that are gone end."""

    on: date
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """What an import comes to: its faults, its plan, or what stood in the way; `moved` tells why it is planned anew."""

    wanted: Wanted
    plan: Plan | None = None
    faults: tuple[Fault, ...] = ()
    refused: GraphsvcError | None = None
    moved: Stale | None = None

    @property
    def tag(self) -> str:
        """What names the plan that was looked at, so that no other is confirmed by it."""
        return f"{self.plan.planned_at}/{self.wanted.on}/{int(self.wanted.prune)}" if self.plan else ""

    @property
    def written(self) -> bool:
        """Whether the plan has been written."""
        return self.plan is not None and self.plan.revision is not None


def look(store: Store, files: Files, wanted: Wanted, job: Job[Looked]) -> Looked:
    """Read and check an upload, and plan it; nothing is written."""
    job.tell("reading")
    sheets = read_files(files)
    job.tell("checking")
    try:
        plan = import_bundle(store, sheets, on=wanted.on, prune=wanted.prune, dry_run=True)
        return Looked(wanted, plan)
    except BundleRefused as refused:
        return Looked(wanted, faults=refused.faults)
    except GraphsvcError as error:
        return Looked(wanted, refused=error)


def write(store: Store, files: Files, looked: Looked, actor: str, job: Job[Looked]) -> Looked:
    """Write what was looked at; where the graph has moved on since, nothing, and look anew."""
    assert looked.plan is not None
    wanted = looked.wanted
    job.tell("checking")
    try:
        plan = import_bundle(
            store, read_files(files), on=wanted.on, actor=actor, prune=wanted.prune,
            unmoved_since=looked.plan.planned_at, progress=lambda _, done, of: job.tell("writing", done, of),
        )  # fmt: skip
        return Looked(wanted, plan)
    except Stale as moved:
        return replace(look(store, files, wanted, job), moved=moved)
    except GraphsvcError as error:
        return Looked(wanted, refused=error)
