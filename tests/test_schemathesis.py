"""Any request, within the description or without, is answered as it says: every check of schemathesis."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from werkzeug.serving import make_server

from graphsvc.accounts import Account, add_account
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.town import TODAY, TOWN

# 422 may answer what looks valid: a revision that has not come, a matter nobody knows, two parties of one household.
CONFIG = """
color = false
warnings = false
[output.sanitization]
enabled = false
[generation]
deterministic = true
max-examples = 8
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "422", "5xx"]
[parameters]
within = { dictionary = "place", probability = 0.7 }
matter = { dictionary = "matter", probability = 0.7 }
"""
DICTIONARY = "[dictionaries.{name}]\nvalues = {ids}\n"
# Who stands in a path, so that questions are answered and not only refused.
OPERATIONS = """
[[operations]]
include-path-regex = "^/api/v1/{word}/"
parameters = {{ "path.id" = "{id}" }}
"""
ASKED_OF = {
    "households": "h-101", "places": "b1", "units": "m2", "people": "who-jia", "posts": "m3-1-a", "charts": "c",
}  # fmt: skip
# Answered only where draws happen to fit: a day and a revision of one household, a change of that number, an account
# made before, two parties, a form.
UNSURE = re.compile("/changes/{revision}|/households/{id}$|/accounts|/hall|/disputes|escalation.{form}")


def config(token: str) -> str:
    """What schemathesis is told: the town's ids by kind, and the owner's token."""
    names = ("matter", "place")
    ids = {name: sorted({row[name] for rows in TOWN.values() for row in rows if name in row}) for name in names}
    parts = [CONFIG, f'[headers]\nAuthorization = "Bearer {token}"\n']
    parts += [DICTIONARY.format(name=name, ids=json.dumps(ids[name], ensure_ascii=False)) for name in sorted(ids)]
    parts += [OPERATIONS.format(word=word, id=id) for word, id in ASKED_OF.items()]
    return "".join(parts)


@pytest.fixture
def served(store: Store) -> Iterator[str]:
    """The address at which the town is served."""
    import_bundle(store, TOWN, on=TODAY)
    server = make_server("127.0.0.1", 0, create_app(store), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_request_is_answered_as_described(served: str, store: Store, tmp_path: Path) -> None:
    """An owner may ask and change everything, so no route is left out."""
    token = add_account(store, Account("owner", "owner"), token=True)
    told = tmp_path / "schemathesis.toml"
    told.write_text(config(token), encoding="utf-8")
    command = ["-m", "schemathesis.cli", f"--config-file={told}", "run", "--checks=all"]
    done = subprocess.run(
        [sys.executable, *command, f"{served}/openapi/openapi.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with urlopen(f"{served}/metrics") as said:
        counted = said.read().decode()
    answered = set(re.findall(r'^graphsvc_requests_total{method="GET",route="([^"]+)",status="200"}', counted, re.M))
    paths = create_app(store).test_client().get("/openapi/openapi.json").json["paths"]
    assert {path for path in paths if "get" in paths[path] and not UNSURE.search(path)} - answered == set()
