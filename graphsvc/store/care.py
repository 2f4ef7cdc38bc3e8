"""What is done for an embedded graph while it is served: checked after an unclean end, copied once a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from graphsvc.errors import GraphsvcError, StoreError
from graphsvc.store.copies import Copies


class Care:
    """Looks after the graph.

    A graph that is found damaged is told of and no longer copied, so that the copies of when it was sound are kept.
    `today` gives the day a copy is named for, `tell` a sentence in Chinese and English.
    """

    def __init__(self, copies: Copies, today: Callable[[], date], tell: Callable[[str, str], None]) -> None:
        self._copies = copies
        self._today = today
        self._tell = tell
        self._told: GraphsvcError | None = None

    def once(self) -> None:
        """Check and copy now, where it is due."""
        if self._copies.unchecked:
            wrong = self._copies.check()
            if wrong:
                raise damaged(wrong)
            self._tell(
                "上次没有正常关闭;已检查,图完好。", "It was not closed properly last time; checked, the graph is sound."
            )
        made = self._copies.make_daily(self._today())
        if made:
            self._tell(f"已备份:{made.name}", f"Copied: {made.name}")

    def turn(self) -> None:
        """The same, beside a service: what goes wrong is told, once, and tried again the next time."""
        try:
            self.once()
        except GraphsvcError as error:
            if self._told is None or self._told.code != error.code:
                self._tell(error.zh, error.en)
            self._told = error
        else:
            self._told = None


def damaged(wrong: tuple[str, ...]) -> StoreError:
    """The refusal for a graph whose files are damaged."""
    return StoreError(
        "graph_damaged",
        f"图的文件已损坏({len(wrong)}处)。请停止服务,用 graphsvc restore 恢复备份。",
        f"The graph's files are damaged ({len(wrong)} faults). Stop the service; graphsvc restore takes a copy back.",
    )
