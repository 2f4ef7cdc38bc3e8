"""What goes out in another program's format is read by other means and compared with the graph."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from xml.etree import ElementTree

import neo4j
import pytest
import rdflib
from click.testing import CliRunner

from graphsvc.cli import cli
from graphsvc.cli.rosters import FORMS
from graphsvc.questions import find_households
from graphsvc.rosters.believed import read_believed
from graphsvc.rosters.formats import FORMATS, read_for_export, text_of
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.worlds import Bundle, random_world

ON = date(2026, 11, 24)
# Everything a text format may trip over, in one name.
AWKWARD = "李,\\;'雷\"\n\t二行 \\u0041 😀 $rows <&> ;\n"
SMALL: Bundle = {
    "lines": [{"line": "m", "name": "管理", "role": "management"}],
    "levels": [{"line": "m", "tier": "1", "name": "居委会"}, {"line": "m", "tier": "2", "name": "分楼长"}],
    "places": [{"place": "b 号".replace(" ", "%"), "kind": "building", "name": "3号楼"}],
    "units": [
        {"unit": "u:1", "line": "m", "tier": "1", "name": "居委会", "name_en": "Committee", "phone": "100001",
         "supervision": "100009"},
        {"unit": "u?2", "line": "m", "tier": "2", "name": "3号楼", "part_of": "u:1", "phone": "100005",
         "until": "2026-01-01"},
    ],
    "serves": [{"unit": "u:1", "place": "b%号", "since": "2020-01-01"}],
    "posts": [
        {"post": "p1", "unit": "u:1", "title": "主任", "rank": "head"},
        {"post": "p2", "unit": "u:1", "title": "委员", "rank": "member", "single": "no"},
    ],
    "people": [
        {"person": "a", "name": AWKWARD, "phone": "100002", "birth_year": "1970", "party_member": "yes"},
        {"person": "b", "name": "乙", "phone": "100003"},
        {"person": "c", "name": "丙", "phone": "100004"},
        {"person": "d", "name": "丁", "phone": "100006"},
    ],
    "tenures": [
        {"post": "p1", "person": "a", "since": "2020-01-01", "basis": "elected", "publish": "yes"},
        {"post": "p2", "person": "a", "since": "2020-01-01", "basis": "elected"},
        {"post": "p2", "person": "b", "since": "2020-01-01", "basis": "elected", "publish": "no"},
        {"post": "p2", "person": "c", "since": "2020-01-01", "until": "2026-11-24", "basis": "elected",
         "publish": "yes"},
    ],
    "households": [{"household": "h", "place": "b%号", "head": "d", "size": "3", "since": "2024-01-01"}],
    "kin": [{"person": "a", "relative": "b", "relation": "兄弟"}],
}  # fmt: skip


def out(store: Store, form: str, bundle: Bundle = SMALL) -> str:
    """The file of a format, of a graph that holds just this bundle."""
    store.clear()
    import_bundle(store, bundle, on=date(2025, 1, 1))
    return text_of(form, read_for_export(store, ON))


def facts(store: Store) -> list[object]:
    return sorted(read_believed(store.read, store.read("published")[0]["revision"]).facts(), key=repr)


def test_popolo_names_every_holder_unit_post_and_tenure(embedded: Store) -> None:
    """Its references are closed, its memberships are the roster's tenures, and nothing sensitive is in it."""
    text = out(embedded, "popolo")
    told = json.loads(text)
    ids = {key: {one["id"] for one in found} for key, found in told.items()}
    assert ids["persons"] == {"a", "b", "c"}
    assert next(one["name"] for one in told["persons"] if one["id"] == "a") == AWKWARD.strip()
    assert {one["id"]: one.get("parent_id") for one in told["organizations"]} == {"u:1": None, "u?2": "u:1"}
    assert {one["id"]: one["organization_id"] for one in told["posts"]} == {"p1": "u:1", "p2": "u:1"}
    rows = Counter(
        (one["post_id"], one["person_id"], one["start_date"], one.get("end_date")) for one in told["memberships"]
    )
    assert rows == Counter((r["post"], r["person"], r["since"], r.get("until")) for r in SMALL["tenures"])
    assert "1970" not in text
    assert "兄弟" not in text


def test_org_is_turtle_that_answers_who_holds_what_in_which_unit(embedded: Store) -> None:
    """Asked in SPARQL: what is held now, and every tenure with its days."""
    graph = rdflib.Graph().parse(data=out(embedded, "org"), format="turtle")
    held = graph.query("""
        PREFIX org: <http://www.w3.org/ns/org#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        SELECT ?name ?post ?unit WHERE { ?person foaf:name ?name; org:holds ?post. ?post org:postIn ?unit }""")
    assert {tuple(map(str, row)) for row in held} == {
        (AWKWARD.strip(), "urn:graphsvc:post:p1", "urn:graphsvc:unit:u%3A1"),
        (AWKWARD.strip(), "urn:graphsvc:post:p2", "urn:graphsvc:unit:u%3A1"),
        ("乙", "urn:graphsvc:post:p2", "urn:graphsvc:unit:u%3A1"),
    }
    terms = graph.query("""
        PREFIX org: <http://www.w3.org/ns/org#> PREFIX time: <http://www.w3.org/2006/time#>
        SELECT ?person ?post ?since ?until WHERE {
          ?tenure a org:Membership; org:member ?person; org:role ?post; org:memberDuring ?term.
          ?term time:hasBeginning/time:inXSDDate ?since. OPTIONAL { ?term time:hasEnd/time:inXSDDate ?until } }""")
    assert Counter(tuple(None if cell is None else str(cell).rpartition(":")[2] for cell in row) for row in terms) == (
        Counter((r["person"], r["post"], r["since"], r.get("until")) for r in SMALL["tenures"])
    )
    served = graph.query("SELECT ?place WHERE { ?unit <https://schema.org/areaServed> ?place }")
    assert [str(row[0]) for row in served] == ["urn:graphsvc:place:b%25%E5%8F%B7"]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("seed", range(3))
def test_graphs_have_an_edge_a_fact_with_its_days(embedded: Store, form: str, seed: int) -> None:
    """Read as plain XML and compared with what the graph believes."""
    bundle = random_world(Random(seed)) if seed else SMALL
    root = ElementTree.fromstring(out(embedded, form, bundle))
    expected = Counter(
        (one.relation, one.start, one.end, one.since.isoformat(), one.until.isoformat()) for one in facts(embedded)
    )
    assert Counter(_edges(root)) == expected
    assert expected


def _edges(root: ElementTree.Element) -> Iterator[tuple[str, ...]]:
    keys = {
        str(one.get("id")): str(one.get("attr.name") or one.get("title"))
        for one in root.iter()
        if one.tag.endswith(("}key", "}attribute"))
    }
    for edge in (one for one in root.iter() if one.tag.endswith("}edge")):
        told = {
            keys[str(one.get("key") or one.get("for"))]: one.text or one.get("value")
            for one in edge.iter()
            if one.tag.endswith(("}data", "}attvalue"))
        }
        start, end = (str(edge.get(side)).partition(":")[2] for side in ("source", "target"))
        yield (
            str(told["relation"]), start, end, told.get("since") or "0001-01-01", told.get("until") or "9999-12-31"
        )  # fmt: skip


def test_vcards_show_only_what_may_be_shown(embedded: Store) -> None:
    """A unit's duty phone, and a holder with the consent of a tenure that is live; nobody else, and no other post."""
    text = out(embedded, "vcard")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    cards = _cards(text)
    assert [(card["KIND"], card["FN"]) for card in cards] == [
        (["org"], ["居委会"]),
        (["individual"], [AWKWARD.strip()]),
    ]
    assert cards[0]["TEL;TYPE=work"] == ["100001"]
    assert (cards[1]["TEL;TYPE=cell"], cards[1]["ORG"], cards[1]["TITLE"]) == (["100002"], ["居委会"], ["主任"])
    assert not any(kept in text for kept in ("乙", "丙", "丁", "100003", "100004", "100005", "100006", "1970"))


def _cards(text: str) -> list[dict[str, list[str]]]:
    """Unfold, split and unescape, as RFC 6350 has it."""
    found: list[dict[str, list[str]]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            found.append({})
        elif line and name != "END":
            chars, plain = iter(value), ""
            for char in chars:
                plain += ("\n" if (char := next(chars)) == "n" else char) if char == "\\" else char
            found[-1].setdefault(name, []).append(plain)
    assert all(card["VERSION"] == ["4.0"] for card in found)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_script_builds_the_graph_in_an_empty_database(store: Store, seed: int) -> None:
    """Run statement by statement: the same facts, one revision with its Change, and searches that meet."""
    script = out(store, "cypher", random_world(Random(seed)) if seed else SMALL)
    before, things = facts(store), read_believed(store.read, 1).things
    store.clear()
    _run(store, f"MATCH (g:Graph) DETACH DELETE g;\n{script}")
    assert facts(store) == before
    assert read_believed(store.read, 1).things == things
    assert [row["kind"] for row in store.read("change", revision=1)] == ["import"]
    assert (store.read("head"), store.read("published")[0]["revision"]) == ([{"revision": 1}], 1)
    if not seed:
        assert [one.id for one in find_households(store, "ding", on=ON).items] == ["h"]
        assert import_bundle(store, SMALL, on=date(2025, 1, 1)).revision is None


def _run(store: Store, script: str) -> None:
    with store._link.driver.session() as session:
        for statement in script.removesuffix(";\n").split(";\n"):
            with session.begin_transaction() as transaction:
                transaction.run(statement).consume()
                transaction.commit()


def test_a_script_run_on_a_graph_with_changes_stops_at_once(store: Store) -> None:
    """Its first row is the Change of revision 1, which is there already."""
    script = out(store, "cypher")
    before = facts(store)
    with pytest.raises(neo4j.exceptions.ClientError):
        _run(store, script)
    assert (facts(store), store.read("head")) == (before, [{"revision": 1}])


def test_every_format_is_written_by_the_command(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One file each, even of an empty graph; the workbook and the folder of CSV files among them."""
    assert set(FORMS) == {"csv", "xlsx", *FORMATS}
    graph = tmp_path_factory.mktemp("empty")
    for form in FORMS:
        folder = tmp_path_factory.mktemp("out") / "deep"
        said = CliRunner().invoke(cli, ["--store", f"embedded:{graph}", "export", str(folder), "--format", form])
        assert said.exit_code == 0, said.output
        assert len(list(folder.iterdir())) == (16 if form == "csv" else 1)
