"""Rosters by the command: what programs are told, what a person watches, and files and settings that can't be used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from getpass import getuser
from pathlib import Path
from typing import Any

import click
import orjson
import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from graphsvc.accounts import Account, add_account
from graphsvc.cli import cli
from graphsvc.rosters.exporting import write_csv
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store, embedded_folder
from graphsvc.web import create_app
from tests.test_import import ON, TOWN, with_row

Run = Callable[..., Result]


class _Lent:
    """The tests' store, which the command must not close."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *exc: object) -> None:
        return None


@pytest.fixture
def run(store: Store, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command, in English, on a graph that is empty."""
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: _Lent(store))
    return lambda *words, **more: CliRunner(env=more.pop("env", None)).invoke(cli, ["--lang", "en", *words], **more)


@pytest.fixture
def bundle(tmp_path: Path) -> str:
    write_csv(TOWN, tmp_path / "town")
    return str(tmp_path / "town")


@pytest.fixture
def client(store: Store) -> FlaskClient:
    """Asks as the owner, in English."""
    token = add_account(store, Account("boss", "owner"), token=True)
    client = create_app(store).test_client()
    client.environ_base |= {"HTTP_AUTHORIZATION": f"Bearer {token}", "HTTP_ACCEPT_LANGUAGE": "en"}
    return client


def test_programs_are_told_an_import_as_the_change_it_is(
    run: Run, bundle: str, store: Store, client: FlaskClient
) -> None:
    """Looked at: its preview with the counts of the plan; written: the change as HTTP tells it from then on."""
    before = store.read("head")
    for words, code in ((["--dry-run"], 0), ([], 2)):
        said = run("import", bundle, "--json", *words)
        seen = orjson.loads(said.stdout)
        assert (said.exit_code, seen["at"], seen["kind"], seen["revision"]) == (code, None, "import", 0)
        assert (seen["counts"]["people"]["added"], len(seen["begun"]), seen["households"]["count"]) == (2, 1, 1)
        assert store.read("head") == before
    made = orjson.loads(run("import", bundle, "--json", "--yes").stdout)
    assert made.pop("counts") == seen["counts"]
    assert made == client.get("/api/v1/changes/1").json
    assert made["actor"] == getuser()
    again = orjson.loads(run("import", bundle, "--json", "--yes").stdout)
    assert (again["revision"], again["at"], again["counts"]["people"]["unchanged"]) == (1, None, 2)


def test_a_plan_that_was_asked_for_is_the_answer(run: Run, bundle: str) -> None:
    """On standard output with --dry-run alone; before it is written it is there to be looked at."""
    asked, looked = run("import", bundle, "--dry-run"), run("import", bundle)
    assert (asked.exit_code, asked.stderr, "people" in asked.stdout) == (0, "", True)
    assert (looked.exit_code, looked.stdout, "people" in looked.stderr) == (2, "", True)
    assert asked.stdout.endswith("1 household is answered otherwise\n")
    assert run("import", bundle, "--yes").exit_code == 0
    same = run("import", bundle, "--yes")
    assert (same.exit_code, same.stdout, "nothing to write" in same.stderr) == (0, "", True)


def test_a_folder_of_something_else_is_no_bundle(run: Run, bundle: str, store: Store, tmp_path: Path) -> None:
    """With --prune it would end all there is."""
    run("import", bundle, "--yes")
    (tmp_path / "other").mkdir()
    said = run("import", str(tmp_path / "other"), "--prune", "--yes")
    assert (said.exit_code, store.read("head")) == (1, [{"revision": 1}])
    assert "no .csv in the folder" in said.stderr


@pytest.mark.parametrize("ending", ["svg", "SVG", "Txt"])
def test_a_chart_is_drawn_by_its_ending_however_that_is_written(
    run: Run, store: Store, tmp_path: Path, ending: str
) -> None:
    import_bundle(store, TOWN, on=ON)
    file = tmp_path / f"x.{ending}"
    assert (run("chart", "-o", str(file)).exit_code, file.exists()) == (0, True)


def test_programs_are_told_every_fault_with_its_code(run: Run, tmp_path: Path) -> None:
    """On standard error, and nothing on standard output."""
    (tmp_path / "人员.csv").write_text("人员,姓名\na,\n", encoding="utf-8")
    said = run("import", str(tmp_path), "--json")
    told = orjson.loads(said.stderr)
    assert (said.exit_code, said.stdout, told["code"]) == (1, "", "bundle_refused")
    assert told["faults"] == [
        {
            "file": "人员",
            "row": 2,
            "column": "姓名",
            "value": None,
            "code": "missing_value",
            "text": "required, but empty",
        }
    ]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (["responsible", "nobody"], "/households/nobody/responsible"),
        (["responsible", "h", "--matter", "none"], "/households/h/responsible?matter=none"),
        (["responsible", "h", "--on", "2020-01-01"], "/households/h/responsible?on=2020-01-01"),
        (["escalation", "h", "--revision", "9"], "/households/h/escalation?revision=9"),
        (["duties", "unit:nobody"], "/units/nobody/duties"),
    ],
)
def test_programs_are_told_a_refusal_as_http_tells_it(
    run: Run, store: Store, client: FlaskClient, words: list[str], path: str
) -> None:
    import_bundle(store, TOWN, on=ON)
    said, over_http = run(*words, "--json"), client.get(f"/api/v1{path}")
    assert (said.exit_code, said.stdout, orjson.loads(said.stderr)) == (1, "", over_http.json)
    assert run(*words).stderr == f"{over_http.json['detail']}\n"


@pytest.mark.parametrize(("lang", "word"), [("zh", "写入"), ("en", "writing")])
def test_a_person_at_a_terminal_watches_how_far_the_writing_is(run: Run, bundle: str, lang: str, word: str) -> None:
    """A bar on standard error that ends at the whole of it; without a terminal there is none."""
    said = run("--lang", lang, "import", bundle, "--yes", env={"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "100"})
    assert (said.exit_code, said.stdout) == (0, "#1\n")
    assert f"{word} " in said.stderr
    assert "100%" in said.stderr
    assert word not in run("--lang", lang, "import", bundle, "--yes", "--prune", "--on", "2030-01-01").stderr


def test_what_is_written_is_told_step_by_step_to_its_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never backward, and the last step is all there is."""
    monkeypatch.setattr("graphsvc.rosters.importing.write_plan.__kwdefaults__", {"chunk": 2})
    told: list[tuple[str, int, int]] = []
    import_bundle(store, TOWN, on=ON, progress=lambda *step: told.append(step))
    done = [at for _, at, _ in told]
    assert len(told) > 10
    assert (sorted(done), {total for _, _, total in told}) == (done, {done[-1]})


def test_what_is_confirmed_is_what_was_looked_at(
    run: Run, bundle: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where something came in between it is refused, with what came, and nothing is written."""

    def yes(*_: Any, **__: Any) -> bool:
        import_bundle(store, with_row("people", person="li", name="李四"), on=ON)
        return True

    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
    monkeypatch.setattr(click, "confirm", yes)
    said = run("import", bundle, "--on", "2027-01-01")
    assert (said.exit_code, said.stdout, store.read("head")) == (1, "", [{"revision": 1}])
    assert "The graph has changed since you looked; nothing was written." in said.stderr
    assert "#1" in said.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["sample", "FILE"],
        ["sample", "FILE/in"],
        ["export", "FILE"],
        ["export", "FOLDER", "--format", "xlsx"],
        ["export", "FOLDER", "--format", "graphml"],
        ["chart", "-o", "NOWHERE/x.svg"],
        ["escalation", "h", "--ics", "NOWHERE/x.ics"],
    ],
)
def test_a_file_that_cant_be_used_is_told_by_its_name(run: Run, store: Store, tmp_path: Path, words: list[str]) -> None:
    """Exit 1 and a sentence: no trace of the program, and no path."""
    import_bundle(store, TOWN, on=ON)
    (tmp_path / "file").write_text("x")
    for name in ("roster.xlsx", "graph.graphml"):
        (tmp_path / "folder" / name).mkdir(parents=True)
    places = {"FILE": tmp_path / "file", "FOLDER": tmp_path / "folder", "NOWHERE": tmp_path / "nowhere"}
    for name, at in places.items():
        words = [word.replace(name, str(at)) for word in words]
    said = run(*words)
    assert (said.exit_code, isinstance(said.exception, SystemExit)) == (1, True)
    assert "can't be read or written" in said.stderr
    assert str(tmp_path) not in said.stderr


@pytest.mark.parametrize(
    ("words", "env", "told"),
    [
        (["--store", "nonsense://x", "vacancies"], {}, "No such graph."),
        (["--store", "embedded:", "vacancies"], {}, "No such graph."),
        (["vacancies"], {"GRAPHSVC_STORE": "./graph"}, "No such graph."),
        (["--store", "bolt://me:secret@127.0.0.1", "vacancies"], {}, "GRAPHSVC_NEO4J_PASSWORD"),
        (["vacancies"], {"GRAPHSVC_STORE": "http://127.0.0.1:1"}, "No such graph."),
    ],
)
def test_a_setting_that_cant_be_used_is_wrong_use(words: list[str], env: dict[str, str], told: str) -> None:
    """Exit 2, in words; a password that was written there is not said again."""
    said = CliRunner(env=env).invoke(cli, ["--lang", "en", *words])
    assert (said.exit_code, isinstance(said.exception, SystemExit)) == (2, True)
    assert told in said.stderr
    assert "secret" not in said.stderr


def test_an_embedded_graph_may_be_in_ones_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No shell makes a folder of the `~` behind the colon; nor do we make one that is called so."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert embedded_folder("embedded:~/graph") == tmp_path / "graph"
    assert embedded_folder("embedded:~nobody-here/graph") == Path("~nobody-here/graph")


def test_a_server_that_is_away_is_one_sentence() -> None:
    """Without the driver's word for each try."""
    words = [sys.executable, "-m", "graphsvc", "--lang", "en", "--store", "bolt://127.0.0.1:1", "vacancies"]
    said = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout, len(said.stderr.splitlines())) == (1, "", 1)


def test_a_user_of_the_system_without_a_name_may_import(
    run: Run, bundle: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a container has that runs under a number nobody wrote down."""

    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("graphsvc.cli.changing.getuser", nameless)
    assert orjson.loads(run("import", bundle, "--yes", "--json").stdout)["actor"].startswith("uid-")
