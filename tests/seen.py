"""What a picture shows, measured by dot itself: every run of text with its width, every filled box with its colour."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Box:
    """A filled rectangle, in points from the lower left."""

    left: float
    low: float
    right: float
    high: float
    colour: str = "#ffffff"

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.low <= y <= self.high

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.high - self.low)


@dataclass(frozen=True)
class Text:
    """A run of text: its ends, its baseline, its size and colour."""

    text: str
    left: float
    right: float
    base: float
    size: float
    colour: str

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, self.base + self.size * 0.35


@dataclass(frozen=True)
class Seen:
    """A whole picture: how wide and tall it is, and what is on it."""

    wide: float
    tall: float
    texts: list[Text]
    boxes: list[Box]


def seen(source: str) -> Seen:
    """Lay `source` out and read off what would be drawn."""
    # dot 2.43 falls over its own JSON where a cell has a dashed border; dashes and anchors take no room.
    source = source.replace(' TARGET="_self"', "").replace(' STYLE="dashed"', "").replace(' STYLE="dotted"', "")
    done = subprocess.run(["dot", "-Tjson"], input=source.encode(), capture_output=True, check=True)
    graph = json.loads(done.stdout)
    left, low, right, high = map(float, graph["bb"].split(","))
    texts: list[Text] = []
    boxes: list[Box] = []
    for thing in [graph, *graph.get("objects", ())]:
        _read(thing.get("_ldraw_", ()), texts, boxes)
    pad = 144 * float(graph["pad"])
    return Seen(right - left + pad, high - low + pad, texts, boxes)


def _read(operations: list[dict[str, Any]], texts: list[Text], boxes: list[Box]) -> None:
    size, pen, fill = 0.0, "#000000", "#ffffff"
    for one in operations:
        if one["op"] == "F":
            size = one["size"]
        elif one["op"] == "c":
            pen = one["color"]
        elif one["op"] == "C":
            fill = one["color"]
        elif one["op"] in ("P", "b"):
            xs, ys = [x for x, _ in one["points"]], [y for _, y in one["points"]]
            boxes.append(Box(min(xs), min(ys), max(xs), max(ys), fill))
        elif one["op"] == "T" and one["text"].strip(" \xa0"):
            shift = {"l": 0.0, "c": one["width"] / 2, "r": one["width"]}[one["align"]]
            x, y = one["pt"]
            texts.append(Text(one["text"], x - shift, x - shift + one["width"], y, size, pen))
