"""The wheel, installed alone outside the checkout: it loads its queries, and answers."""

from __future__ import annotations

import json
import re
import sys
import venv
from pathlib import Path

import pytest
import yaml

from tests.processes import CHECKOUT, run

ON = "2026-11-24"


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment outside the checkout that holds our wheel, and what the lock holds."""
    outside = tmp_path_factory.mktemp("outside")
    wheels = outside / "wheels"
    run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", wheels, CHECKOUT,
        cwd=outside,
    )  # fmt: skip
    venv.create(outside / "venv", symlinks=True, with_pip=True)
    python = outside / "venv" / "bin" / "python"
    (wheel,) = wheels.iterdir()
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=outside)
    # Its dependencies are the ones tested here, lent through a path; the checkout itself is on none.
    packages = Path(yaml.__file__).parents[1]
    lent = outside / "lent"
    lent.mkdir()
    for entry in packages.iterdir():
        if not re.match(r"(__editable__)?_?graphsvc\b", entry.name):
            (lent / entry.name).symlink_to(entry)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=outside).strip()
    (Path(site) / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    return python


def test_the_wheel_installed_alone_loads_every_query(installed: Path) -> None:
    """An installed package finds its queries inside itself, and all of those the checkout has."""
    code = "import graphsvc.store.files as f; print(f.__file__); print(*sorted(f.queries()))"
    where, names = run(installed, "-c", code, cwd=installed.parent, PYTHONPATH="").splitlines()
    assert not Path(where).is_relative_to(CHECKOUT)
    assert names.split() == sorted(file.stem for file in (CHECKOUT / "cypher").rglob("*.cypher"))


def test_the_installed_command_helps(installed: Path) -> None:
    """The console script is there and starts."""
    said = run(installed.parent / "graphsvc", "--help", cwd=installed.parent, PYTHONPATH="")
    assert "responsible" in said


def test_the_package_tells_that_it_is_typed(installed: Path) -> None:
    """`py.typed` travels with it."""
    code = "from importlib.resources import files; print((files('graphsvc') / 'py.typed').is_file())"
    assert run(installed, "-c", code, cwd=installed.parent, PYTHONPATH="") == "True\n"


def graphsvc(installed: Path, cwd: Path, *words: str | Path) -> str:
    """What the installed command prints, with the checkout on no path."""
    return run(installed.parent / "graphsvc", *words, cwd=cwd, PYTHONPATH="", PYTHONSAFEPATH="1")


def test_it_answers_alone(installed: Path, tmp_path: Path) -> None:
    """The sample is written, imported and asked: the building has no leader, so the chief leader above answers."""
    store = ("--store", f"embedded:{tmp_path}/graph")
    graphsvc(installed, tmp_path, "sample", tmp_path / "sample")
    graphsvc(installed, tmp_path, *store, "import", tmp_path / "sample", "--yes", "--on", ON)
    said = graphsvc(installed, tmp_path, *store, "responsible", "h-40-2-301", "--on", ON, "--json")
    answer = json.loads(said)
    assert (answer["household"], answer["place"], answer["revision"]) == ("h-40-2-301", "40-2-301", 1)
    assert answer["responsible"]["unit"]["name"] == "39–40号楼总楼长"
    assert [(rung["tier"], rung["state"]) for rung in answer["ladder"]] == [
        (5, "vacant"),
        (4, "held"),
        (3, "held"),
        (2, "held"),
        (1, "held"),
    ]
    graphsvc(installed, tmp_path, *store, "chart", "place:yijuyuan", "-o", tmp_path / "c.svg", "--on", ON)
    assert (tmp_path / "c.svg").read_bytes().startswith(b"<?xml")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["c.svg", "graph", "sample"]


def test_the_demonstration_runs_alone(installed: Path, tmp_path: Path) -> None:
    """From making the sample to drawing it, and nothing is left where it ran."""
    said = graphsvc(installed, tmp_path, "--lang", "zh", "demo", "--once")
    assert "h-40-2-301" in said
    assert "负责: " in said
    assert list(tmp_path.iterdir()) == []
