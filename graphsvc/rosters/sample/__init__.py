"""The sample community: 怡居苑 as it is counted (52 buildings, 4,842 dwellings, 13,000 people), every person invented.

The same bytes each time: one seed, fixed dates. Villages are real divisions of 忻府区; the community's code, its people
and their phones are not, and a phone that begins 100 belongs to no mobile network.
"""

from __future__ import annotations

import csv
from pathlib import Path

from graphsvc.rosters.columns import FILES
from graphsvc.rosters.sample.community import community
from graphsvc.rosters.sample.matters import matters
from graphsvc.rosters.sample.people import people

Bundle = dict[str, list[dict[str, str]]]


def sample_bundle() -> Bundle:
    """The sample as rows by file, keyed by the English column names."""
    bundle = community()
    bundle.update(people(bundle))
    bundle.update(matters())
    return bundle


def write_sample(folder: Path) -> None:
    """Write the sample as a folder of CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    bundle = sample_bundle()
    for name, sheet in FILES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            columns = [column.name for column in sheet.columns]
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(bundle.get(name, []))
