"""The set-up of the scripts: what is asked for where nothing may be installed, and that nothing is done twice."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.processes import CHECKOUT

# What a bare machine has all the same, and what the scripts take from it.
BARE = (
    "bash",
    "cat",
    "cut",
    "dirname",
    "env",
    "flock",
    "grep",
    "mkdir",
    "mktemp",
    "rm",
    "setpriv",
    "sha256sum",
    "sleep",
    "sort",
    "tail",
)
NO_VENV = '[ "$1" != -c ] || case $2 in *ensurepip*|*virtualenv*) exit 1 ;; esac; exit 0'
FOR_DEMO = ["python3-venv", "graphviz", "fontconfig", "fonts-noto-cjk"]
FOR_TESTS = [*FOR_DEMO, "chromium", "default-jre-headless", "maven"]


class Machine:
    """A machine with a copy of the checkout's scripts, whose programs are the few it is given."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.checkout = folder / "bin", folder / "checkout"
        self.programs.mkdir()
        for name in BARE:
            (self.programs / name).symlink_to(str(shutil.which(name)))
        shutil.copytree(CHECKOUT / "scripts", self.checkout / "scripts", ignore=shutil.ignore_patterns("node_modules"))
        for name in ("pyproject.toml", "requirements.txt", "requirements-test.txt"):
            shutil.copy(CHECKOUT / name, self.checkout)

    def has(self, name: str, does: str = "exit 0") -> None:
        """A program of that name, by its text."""
        path = self.programs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!{self.programs}/bash\n{does}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """What becomes of a command that finds no other program; nothing of this machine's settings is passed on."""
        return subprocess.run(
            [str(self.programs / "bash"), *command],
            cwd=self.checkout,
            env={"PATH": str(self.programs), "HOME": os.devnull, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A bare machine: a Python that makes no .venv, no Graphviz, no font, no browser, no Java."""
    made = Machine(tmp_path)
    made.has("python3", NO_VENV)
    return made


@pytest.mark.parametrize(("script", "packages"), [("demo", FOR_DEMO), ("test", FOR_TESTS)])
def test_who_may_not_install_is_told_every_package_at_once(machine: Machine, script: str, packages: list[str]) -> None:
    """In both languages, on one line each, so that the line can be handed to whoever may."""
    machine.has("id", "echo 1000")
    machine.has("apt-get", "echo apt-get was called; exit 1")
    done = machine.run(f"scripts/{script}")
    assert (done.returncode, done.stdout) == (1, "")
    zh, en = done.stderr.splitlines()
    assert [line.replace("：", ": ").split(": ")[1].split() for line in (zh, en)] == [packages, packages]
    assert "请管理员安装" in zh
    assert "ask for" in en
    assert not (machine.checkout / ".venv").exists()


def test_where_there_is_no_apt_the_packages_are_named(machine: Machine) -> None:
    machine.has("id", "echo 0")
    done = machine.run("scripts/demo")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(" ".join(FOR_DEMO))


def test_an_apt_that_refuses_is_quoted_and_the_packages_are_named(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", "echo E: this machine takes no packages; exit 100")
    done = machine.run("scripts/test")
    assert done.returncode == 1
    assert "E: this machine takes no packages" in done.stderr
    assert done.stderr.splitlines()[-1].endswith(" ".join(FOR_TESTS))


def test_a_package_index_out_of_reach_is_told_with_what_to_ask_for(machine: Machine) -> None:
    """The next run goes on from there: what did not come in is not taken for installed."""
    set_up(machine)
    for stamp in (machine.checkout / ".venv").glob(".*.txt"):
        stamp.unlink()
    done = machine.run("scripts/demo")
    assert done.returncode == 1
    assert "pip was called" in done.stderr
    assert "ask for a way to a package index" in done.stderr
    assert not list((machine.checkout / ".venv").glob(".*.txt"))


def set_up(machine: Machine) -> None:
    """All that the scripts need is there, and each program that would fetch something ends them."""
    for name in ("apt-get", "mvn", "npm", "python3"):
        machine.has(name, f"echo {name} was called >&2; exit 1")
    machine.has("id", "echo 0")
    for name in ("dot", "chromium"):
        machine.has(name)
    machine.has("fc-list", "echo Noto Sans CJK SC")
    machine.has("java", "exec sleep 60")
    venv = machine.checkout / ".venv"
    machine.has(
        str(venv / "bin" / "python"), '[ "$2" != pip ] || { echo pip was called >&2; exit 1; }; echo "python $*"'
    )
    machine.has(str(venv / "bin" / "graphsvc"), 'echo "graphsvc $*"')
    for lock in ("requirements.txt", "requirements-test.txt"):
        stamp = machine.run("-c", f". scripts/_setup.sh; lock_stamp {lock}")
        (venv / f".{lock}").write_text(stamp.stdout, encoding="utf-8")
    neo4j = machine.checkout / ".cache" / "neo4j"
    neo4j.mkdir()
    pom = machine.run("-c", "sha256sum <scripts/neo4j-maven/pom.xml | cut -d' ' -f1")
    (neo4j / "stamp").write_text(pom.stdout, encoding="utf-8")


def test_the_demonstration_starts_at_once_when_run_again(machine: Machine) -> None:
    set_up(machine)
    done = machine.run("scripts/demo", "--once")
    assert (done.returncode, done.stdout, done.stderr) == (0, "graphsvc demo --once\n", "")


def test_the_tests_start_at_once_when_run_again(machine: Machine) -> None:
    """The Neo4j that they start by themselves included: its libraries are there."""
    set_up(machine)
    done = machine.run("scripts/test", "-k", "one")
    assert (done.returncode, done.stderr) == (0, "")
    for engine in ("embedded", "neo4j"):
        assert f"python -m pytest --engine {engine} " in done.stdout
    assert all(line.endswith(" -k one") for line in done.stdout.splitlines() if "pytest" in line)


def test_a_lock_that_changed_is_installed_again(machine: Machine) -> None:
    set_up(machine)
    with (machine.checkout / "requirements.txt").open("a", encoding="utf-8") as lock:
        lock.write("# one more\n")
    with (machine.checkout / "requirements-test.txt").open("a", encoding="utf-8") as lock:
        lock.write("# one more\n")
    done = machine.run("scripts/demo")
    assert done.returncode == 1
    assert "installing requirements.txt" in done.stderr
