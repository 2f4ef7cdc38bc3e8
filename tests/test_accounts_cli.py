"""Accounts by the command: answers on standard output, secrets once, refusals as everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import orjson
import pytest
from click.testing import CliRunner, Result

from graphsvc.accounts import Account, Attempts, Notes, Refusal, add_account, all_accounts, identify, sign_in
from graphsvc.cli import cli
from graphsvc.store import Store, open_store
from tests.conftest import lend

NOW = datetime.now(UTC)
PASSWORD = "correct horse 9"


@pytest.fixture(autouse=True)
def lent(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command opens an empty graph, on either engine."""
    lend(store, monkeypatch)


def user(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["--lang", "en", "user", *words], input=typed)


def test_it_works(store: Store) -> None:
    """The token, alone, on standard output; it is good at once."""
    said = user("add", "ada", "--role", "clerk", "--token")
    assert (said.exit_code, said.stderr) == (0, "")
    found = identify(store, said.stdout.strip(), NOW)
    assert found is not None
    assert found.account == Account("ada", "clerk")


def test_without_a_token_nothing_is_said(store: Store) -> None:
    said = user("add", "ada", "--role", "clerk")
    assert (said.exit_code, said.output) == (0, "")


def test_an_administrator_of_nothing_is_warned_of(store: Store) -> None:
    """On standard error; the account is made."""
    said = user("add", "boss", "--role", "administrator", "--token")
    assert said.exit_code == 0
    assert "--within" in said.stderr
    assert identify(store, said.stdout.strip(), NOW) is not None


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (("add", "olga", "--role", "clerk"), "", 1),
        (("add", "x", "--role", "king"), "", 2),
        (("add", "x", "--role", "administrator", "--within", "nowhere"), "", 1),
        (("add", "x"), "", 2),
        (("role", "nobody", "--role", "clerk"), "", 1),
        (("role", "olga", "--role", "clerk"), "", 1),
        (("remove", "olga"), "", 1),
        (("password", "olga"), "short\n", 1),
        (("token", "olga", "--expires", "2020-01-01T00:00"), "", 1),
        (("revoke", "olga", "0123456789ab"), "", 1),
    ],
)
def test_refusals_are_1_and_wrong_use_2(store: Store, words: tuple[str, ...], typed: str, code: int) -> None:
    """Nothing on standard output, a reason on standard error, and nothing changed."""
    add_account(store, Account("olga", "owner"))
    before = all_accounts(store.read)
    said = user(*words, typed=typed)
    assert (said.exit_code, said.stdout) == (code, "")
    assert said.stderr
    assert all_accounts(store.read) == before


def test_the_rest_of_an_accounts_life(store: Store) -> None:
    """A password typed, one made up, a token of less, another role, a list, the end."""
    add_account(store, Account("olga", "owner"))
    add_account(store, Account("otto", "owner"))
    assert user("password", "otto", typed=f"{PASSWORD}\n").output == ""
    assert sign_in(store, Attempts(), "otto", PASSWORD).role == "owner"
    made_up = user("password", "otto", "--generate").stdout.strip()
    assert sign_in(store, Attempts(), "otto", made_up).role == "owner"
    words = ("token", "otto", "--role", "clerk", "--read-only", "--note", "printer", "--json")
    secret = orjson.loads(user(*words).stdout)["token"]
    found = identify(store, secret, NOW)
    assert found is not None
    assert found.account == Account("otto", "clerk", None, read_only=True)
    assert user("role", "otto", "--role", "auditor").exit_code == 0
    listed = orjson.loads(user("list", "--json").stdout)
    otto = next(one for one in listed["items"] if one["name"] == "otto")
    assert (otto["role"], otto["password"], otto["tokens"][0]["note"]) == ("auditor", True, "printer")
    table = user("list").stdout
    assert [word for word in ("olga", "otto", "auditor", "clerk read-only", "printer") if word not in table] == []
    assert [text for text in (secret, made_up) if text in table or text in str(listed)] == []
    assert user("revoke", "otto", otto["tokens"][0]["token"]).exit_code == 0
    assert user("remove", "otto").exit_code == 0
    assert [row["removed"] is None for row in all_accounts(store.read)] == [True, False]


def test_each_of_them_tells_programs_what_came_of_it(store: Store) -> None:
    """`--json` throughout; a password that was typed is never said again."""
    add_account(store, Account("olga", "owner"))
    add_account(store, Account("ada", "clerk"), token=True)
    told = orjson.loads(user("role", "ada", "--role", "auditor", "--json").stdout)
    assert told == {"name": "ada", "role": "auditor", "within": None}
    assert orjson.loads(user("password", "ada", "--json", typed=f"{PASSWORD}\n").stdout) == {
        "name": "ada", "password": None,
    }  # fmt: skip
    made_up = orjson.loads(user("password", "ada", "--generate", "--json").stdout)["password"]
    assert sign_in(store, Attempts(), "ada", made_up).role == "auditor"
    assert orjson.loads(user("revoke", "ada", "--json").stdout) == {"name": "ada", "revoked": 1}
    gone = orjson.loads(user("remove", "ada", "--json").stdout)
    listed = orjson.loads(user("list", "--json").stdout)["items"]
    assert gone in listed
    assert gone["removed"]


def test_refusals_are_read(store: Store) -> None:
    """As a table, and as HTTP answers."""
    notes = Notes(store)
    notes.refused(Refusal("POST /api/v1/posts/{id}/assignments", "outside_scope", "ada", "m3-1-a"), NOW)
    notes.flush()
    assert "outside_scope" in user("refusals").stdout
    told = orjson.loads(user("refusals", "--json").stdout)
    assert (told["items"][0]["actor"], told["items"][0]["target"], told["more"]) == ("ada", "m3-1-a", False)


def test_the_first_owners_password_is_shown_once(tmp_path: Path) -> None:
    """On standard error, when `serve` first starts; it signs in, and is kept nowhere as it is."""
    shown = [_served(tmp_path / "graph") for _ in range(2)]
    passwords = [re.findall(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){3}", text) for text in shown]
    assert [len(found) for found in passwords] == [1, 0]
    with open_store(f"embedded:{tmp_path / 'graph'}") as store:
        assert sign_in(store, Attempts(), "owner", passwords[0][0]) == Account("owner", "owner")
    kept = [file for file in (tmp_path / "graph").rglob("*") if file.is_file()]
    assert kept
    assert [file for file in kept if passwords[0][0].encode() in file.read_bytes()] == []


def _served(folder: Path) -> str:
    """What `serve` says on standard error until it answers and is ended."""
    port = 20000 + os.getpid() % 20000
    command = [sys.executable, "-m", "graphsvc", "--store", f"embedded:{folder}", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as service:
        for _ in range(300):
            try:
                urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
                break
            except OSError:
                assert service.poll() is None
                time.sleep(0.1)
        service.terminate()
        out, err = service.communicate(timeout=30)
    assert out == ""
    return err
