"""What the README says is there is there."""

from __future__ import annotations

import re
from functools import reduce
from importlib import import_module
from pathlib import Path
from unittest.mock import Mock

import pytest

from graphsvc.cli import ROOMS
from graphsvc.settings import Settings
from graphsvc.store.files import queries
from graphsvc.web import create_app

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
TABLE = README.split("| question | route | function | query |\n|---|---|---|---|\n")[1].split("\n\n")[0].splitlines()
ROWS = [re.findall(r"`(?:(?:GET|POST) )?([^`]+)`", row) for row in TABLE]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_question_has_its_route_function_and_queries(row: list[str]) -> None:
    route, function, *files = row
    # Only the map of routes is looked at, so no graph is needed behind it.
    rules = [rule.rule for rule in create_app(Mock(), Settings()).url_map.iter_rules()]
    told = {re.sub(r"<(?:[^:>]+:)?(\w+)>", r"{\1}", rule).replace("{form}", "svg") for rule in rules}
    assert route in told
    module, *names = function.split(".")
    assert callable(reduce(_within, names, import_module(f"graphsvc.{module}")))
    assert {queries()[file.removesuffix(".cypher")].room for file in files} == {"questions"}


def _within(module: object, name: str) -> object:
    return getattr(module, name) if hasattr(module, name) else import_module(f"{module.__name__}.{name}")


def test_every_setting_is_told() -> None:
    assert {f"GRAPHSVC_{name.upper()}" for name in Settings.model_fields} == set(
        re.findall(r"`(GRAPHSVC_\w+)`", README)
    )


def test_the_commands_it_shows_exist() -> None:
    shown = set(re.findall(r"^\.venv/bin/graphsvc (\w+)", README, re.MULTILINE))
    assert shown
    assert shown <= {name for names in ROOMS.values() for name in names}
