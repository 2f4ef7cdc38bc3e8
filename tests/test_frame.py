"""The frame: what is installed answers without the checkout, and the checkout names nobody's machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[1]
SCRIPTS = ("demo", "test", "check", "lint", "lock", "neo4j", "cypher-lint/run")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command prints; fails the test with all it said where it ends otherwise than well."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


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


def tracked() -> list[Path]:
    """The files git keeps, or nothing where this is no clone."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    return [CHECKOUT / name for name in done.stdout.split("\0") if name and (CHECKOUT / name).is_file()]


def test_compose_waits_for_a_healthy_neo4j() -> None:
    """The service starts once the database answers; data outlive a container; secrets come from outside."""
    text = (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")
    services = yaml.safe_load(text)["services"]
    assert services["neo4j"]["image"] == "neo4j:5.26"
    assert services["neo4j"]["healthcheck"]["test"]
    assert services["neo4j"]["volumes"] == ["neo4j-data:/data"]
    assert services["graphsvc"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["graphsvc"]["environment"]["GRAPHSVC_NEO4J_PASSWORD"].startswith("${GRAPHSVC_NEO4J_PASSWORD:?")
    assert services["neo4j"]["environment"]["NEO4J_AUTH"].startswith("neo4j/${GRAPHSVC_NEO4J_PASSWORD:?")


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_can_be_run_and_parse(script: str) -> None:
    """Every command of scripts/ is executable and sound bash."""
    path = CHECKOUT / "scripts" / script
    assert os.access(path, os.X_OK)
    run("bash", "-n", path, cwd=CHECKOUT)


def test_ci_runs_the_tests() -> None:
    """CI has no way of its own."""
    path = CHECKOUT / ".ci" / "run"
    assert os.access(path, os.X_OK)
    assert "scripts/test" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_locks_pin_and_hash_everything(lock: str) -> None:
    """Each requirement names one version and at least one hash, and no lock names an address."""
    text = (CHECKOUT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9._-]+)(==\S+)?(?: ; [^\\\n]+)? \\\n    --hash=sha256:", text, re.M)
    assert all(version for _, version in pins)
    assert len(pins) == len(re.findall(r"^[A-Za-z0-9]", text, re.M))
    assert "://" not in text


def test_lines_are_no_longer_than_120_characters() -> None:
    """A Chinese character counts as one; what a line tells the checkers at its end does not count."""
    long = [
        f"{path.relative_to(CHECKOUT)}:{number}"
        for folder in ("graphsvc", "tests")
        for path in sorted((CHECKOUT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(re.sub(r"  # (type: ignore|noqa|fmt:).*$", "", line)) > 120
    ]
    assert long == []


# Spelt in pieces, so that this file passes its own test.
ELSEWHERE = re.compile(
    r"(?:files\.pythonhosted|py"
    r"pi|registry\.npm"
    r"js|repo1?\.maven|deb\.debian)\.org"
    r"|(?<![\w./$}-])/(?:wo"
    r"rk|ho"
    r"me|ro"
    r"ot|Us"
    r"ers)/\w"
)


def test_nothing_names_a_machine_or_a_registry() -> None:
    """No absolute path of anyone's checkout and no registry's host stands in a tracked file."""
    files = tracked()
    if not files:
        pytest.skip("not a clone: git lists no files")
    found = [
        f"{path.relative_to(CHECKOUT)}: {hit.group()}"
        for path in files
        if path.suffix not in {".png", ".pdf", ".xlsx"}
        for hit in ELSEWHERE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
