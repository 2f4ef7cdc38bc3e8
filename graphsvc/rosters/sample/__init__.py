"""The sample community: 怡居苑 as published, 52 buildings, 4,842 dwellings and 13,000 people; everyone in it is invented.

Real are the names of the county, its townships and villages. The people, their phones, terms and kin are made from a
fixed seed, the subdistrict and the codes of the community stand for nothing, and whoever seems to hold a post in a
real village does not. The same bytes each time.
"""

from __future__ import annotations

import csv
from pathlib import Path

from graphsvc.rosters.columns import FILES
from graphsvc.rosters.sample.kinds import Bundle
from graphsvc.rosters.sample.matters import matters
from graphsvc.rosters.sample.offices import offices
from graphsvc.rosters.sample.people import Village
from graphsvc.rosters.sample.places import places
from graphsvc.rosters.sample.units import units

__all__ = ["sample_bundle", "write_sample"]


def sample_bundle() -> Bundle:
    """The sample as a bundle: file name without `.csv` to its rows, a row from English column to cell.

    Empty cells are left out of a row. Every file of the bundle is there.
    """
    bundle: Bundle = {name: [] for name in FILES}
    places(bundle)
    units(bundle)
    village = Village(bundle)
    offices(bundle, village)
    village.settle(bundle)
    matters(bundle)
    return bundle


def write_sample(folder: Path) -> None:
    """Write the sample into `folder`, made if missing, as CSV files: UTF-8, LF, headers in the order of the contract.

    Files of a bundle that are there already are overwritten. Raises OSError where the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in sample_bundle().items():
        header = [column.name for column in FILES[name].columns]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
