"""The frame: the scripts, the locks, the container, and that the checkout names nobody's machine."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from graphsvc.settings import Settings
from tests.processes import CHECKOUT, named_neo4j, run

SCRIPTS = ("demo", "test", "check", "lint", "lock", "neo4j", "vendor", "soak", "cypher-lint/run")


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
    # On this machine alone unless said otherwise, by the names the settings have.
    assert services["graphsvc"]["ports"] == ["${GRAPHSVC_HOST:-127.0.0.1}:${GRAPHSVC_PORT:-8000}:8000"]
    assert "ports" not in services["neo4j"]


def test_compose_takes_every_setting_from_outside() -> None:
    """By its own name, and none that is no setting; where the service listens is the container's own affair."""
    text = (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")
    settings = {f"GRAPHSVC_{name.upper()}" for name in Settings.model_fields}
    environment = yaml.safe_load(text)["services"]["graphsvc"]["environment"]
    assert environment.keys() == settings - {"GRAPHSVC_HOST", "GRAPHSVC_PORT"}
    assert set(re.findall(r"GRAPHSVC_\w+", text)) == settings
    ours = {name for name, value in environment.items() if value is not None}
    assert ours == {"GRAPHSVC_STORE", "GRAPHSVC_NEO4J_USER", "GRAPHSVC_NEO4J_PASSWORD"}


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


@pytest.mark.parametrize(("ci", "outcome"), [("1", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_test_of_neo4j_is_skipped_without_one_but_fails_with_ci_set(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("GRAPHSVC_TEST_NEO4J", "")
    # Both are caught, since a skip that isn't would pass by as one of this test.
    with pytest.raises((pytest.fail.Exception, pytest.skip.Exception), match="no Neo4j") as told:
        named_neo4j()
    assert told.type is outcome
    monkeypatch.setenv("GRAPHSVC_TEST_NEO4J", "bolt://there:7687")
    assert named_neo4j() == "bolt://there:7687"
