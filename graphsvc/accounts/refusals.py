"""Refusals and the last use of tokens: noted while answering, written a moment later, so that no answer waits for it.

A refusal holds who was refused what and why, by names and codes of ours alone: nothing that was typed, but the id of
the thing a signed-in account wanted to change.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from graphsvc.errors import StoreError
from graphsvc.store import Read, Store, Transaction

_LATER = 1.0
_MOST_AN_HOUR = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """`actor` is an account's name, `what` a method and route or a subcommand, `target` an id, `code` the error's."""

    what: str
    code: str
    actor: str | None = None
    target: str | None = None


class Notes:
    """What is to be written of one process's refusals and tokens. Safe to use from all threads.

    The same refusal again within the hour adds to a count; past two hundred different ones an hour, targets and then
    actors are left out, so that nobody fills the disk by being refused.
    """

    def __init__(self, store: Store, later: float = _LATER) -> None:
        self._store = store
        self._later = later
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._timer: threading.Timer | None = None
        self._hour = ""
        self._ids: dict[Refusal, str] = {}
        self._rows: dict[str, dict[str, Any]] = {}
        self._used: dict[str, datetime] = {}

    def refused(self, refusal: Refusal, at: datetime | None = None) -> None:
        """Note a refusal."""
        at = at or datetime.now(UTC)
        with self._lock:
            row = self._row(refusal, at)
            row["count"] += 1
            row["last"] = at
        self._arm()

    def token_used(self, digest: str, at: datetime) -> None:
        """Note that a token was used."""
        with self._lock:
            self._used[digest] = at
        self._arm()

    def flush(self) -> None:
        """Write what was noted; kept for the next time where the graph can't be reached."""
        with self._writing:
            with self._lock:
                if self._timer:
                    self._timer.cancel()
                self._timer = None
                rows, used = self._rows, self._used
                self._rows, self._used = {}, {}
            if not rows and not used:
                return

            def work(tx: Transaction) -> None:
                if rows:
                    tx.run("record_refusals", rows=list(rows.values()))
                if used:
                    tx.run("use_tokens", rows=[{"digest": digest, "at": at} for digest, at in used.items()])

            try:
                self._store.write(work, change=False)
            except StoreError:
                with self._lock:
                    self._keep(rows, used)

    def _row(self, refusal: Refusal, at: datetime) -> dict[str, Any]:
        hour = f"{at:%Y%m%dT%H}"
        if hour != self._hour:
            self._hour, self._ids = hour, {}
        for less in (refusal, Refusal(refusal.what, refusal.code, refusal.actor), Refusal(refusal.what, refusal.code)):
            refusal = less
            if less in self._ids or len(self._ids) < _MOST_AN_HOUR:
                break
        # The instant first, so that ids stand in the order in which the refusals came.
        told = sha256(repr((refusal, at)).encode()).hexdigest()[:12]
        id = self._ids.setdefault(refusal, f"{at:%Y%m%dT%H%M%S.%f}-{told}")
        values = {"actor": refusal.actor, "what": refusal.what, "target": refusal.target, "code": refusal.code}
        return self._rows.setdefault(id, {"id": id, "at": at, "last": at, "count": 0, **values})

    def _keep(self, rows: dict[str, dict[str, Any]], used: dict[str, datetime]) -> None:
        for id, row in rows.items():
            if id in self._rows:
                row = {**self._rows[id], "at": row["at"], "count": row["count"] + self._rows[id]["count"]}
            self._rows[id] = row
        self._used = {**used, **self._used}

    def _arm(self) -> None:
        with self._lock:
            if self._timer is None:
                self._timer = threading.Timer(self._later, self.flush)
                self._timer.daemon = True
                self._timer.start()


def refusals(read: Read, after: str | None = None, limit: int = 100) -> tuple[list[dict[str, Any]], bool]:
    """Refusals oldest first after the one named `after`, and whether there are more."""
    rows = read("refusals", after=after or "", most=limit + 1)
    return rows[:limit], len(rows) > limit
