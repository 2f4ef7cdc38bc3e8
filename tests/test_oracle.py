"""Every question over random worlds is answered as the oracle answers it, on both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import given, settings

from graphsvc.errors import GraphsvcError
from graphsvc.model import Party
from graphsvc.questions import dispute, duties, escalation, hall, responsible, vacancies
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.oracle_disputes import Disputes, Named
from tests.oracle_ladders import Json
from tests.worlds import Bundle, days_asked, random_world, worlds

WORLDS_A_TEST, QUESTIONS_A_WORLD = 5, 104
SEEDS = range(0, 50, WORLDS_A_TEST)


@pytest.mark.parametrize("first", SEEDS)
def test_every_question_is_answered_as_the_oracle_does(store: Store, first: int) -> None:
    """Ten times five worlds, 104 questions each, of every kind: 5,200 on either engine."""
    for seed in range(first, first + WORLDS_A_TEST):
        bundle = random_world(Random(seed))
        store.clear()
        import_bundle(store, bundle, on=date(2026, 11, 24))
        rng, oracle = Random(seed), Disputes(bundle)
        for _ in range(QUESTIONS_A_WORLD):
            said, expected, actual = ask(store, oracle, bundle, rng)
            assert not differences(expected, actual), f"world {seed}: {said}"


def test_an_old_revision_is_answered_as_before_the_next_world_came(store: Store) -> None:
    """Rule 10: asked again with its revision, an answer is what it was, whatever came since."""
    bundle = random_world(Random(7))
    import_bundle(store, bundle, on=date(2026, 11, 24))
    later = {**bundle, "tenures": [row | {"basis": "acting"} for row in bundle["tenures"][1:]]}
    rng, oracle = Random(1), Disputes(bundle)
    revision = vacancies(store, date(2026, 11, 24)).revision
    import_bundle(store, later, on=date(2026, 11, 24), prune=True)
    for _ in range(QUESTIONS_A_WORLD):
        said, expected, actual = ask(store, oracle, bundle, rng, revision)
        assert not differences(expected, actual), said


@given(bundle=worlds())
@settings(max_examples=30, deadline=None)
def test_a_default_path_neither_cycles_nor_descends(bundle: Bundle) -> None:
    oracle = Disputes(bundle)
    for row in bundle["places"]:
        for day in days_asked(bundle)[::5]:
            answer = oracle.responsible(row["place"], "place", None, day)
            assert isinstance(answer, dict)
            tiers = [rung["tier"] for rung in answer["ladder"]]
            assert tiers == sorted(set(tiers), reverse=True)


# ------------------------------------------------------------ asking both


def ask(
    store: Store, oracle: Disputes, bundle: Bundle, rng: Random, revision: int | None = None
) -> tuple[str, Any, Any]:
    """One random question: its words, the oracle's answer, and the graph's."""
    on = rng.choice(days_asked(bundle))
    kind = rng.choice(["responsible", "escalation", "escalation", "dispute", "dispute", "hall", "duties", "vacancies"])
    if kind == "hall":
        household = _one(rng, _ids(bundle, "households", "household"))
        return (
            f"hall {household} on {on}",
            oracle.hall(household, on),
            _said(lambda: hall(store, household, on, revision)),
        )
    if kind == "dispute":
        return _ask_dispute(store, oracle, bundle, rng, on, revision)
    if kind == "duties":
        return _ask_duties(store, oracle, bundle, rng, on, revision)
    if kind == "vacancies":
        within = rng.choice([None, *(row["unit"] for row in bundle.get("units", [])), *_ids(bundle, "places", "place")])
        listed = _said(lambda: vacancies(store, on, within, limit=1000, revision=revision))
        return f"vacancies on {on} within {within}", oracle.vacancies(on, within), listed
    what: Literal["household", "place"] = rng.choice(["household", "household", "place"])
    id = _one(rng, _ids(bundle, f"{what}s", what))
    matter = rng.choice([None, *_ids(bundle, "matters", "matter"), *_ids(bundle, "matters", "matter")])
    if matter and what == "place" and rng.random() < 0.1:
        matter = rng.choice(["*", "category:k", "nobody's"])
    asked = {what: id, "matter": matter, "on": on, "revision": revision}
    if kind == "responsible":
        answer = _said(lambda: responsible(store, **asked))
        return f"responsible {asked}", oracle.responsible(id, what, matter, on), answer
    reported = _reported(rng, on)
    path = _said(lambda: escalation(store, reported=reported, **asked))
    return f"escalation {asked} {reported}", oracle.escalation(id, what, matter, reported, on), path


def _ask_duties(
    store: Store, oracle: Disputes, bundle: Bundle, rng: Random, on: date, revision: int | None
) -> tuple[str, Any, Any]:
    kind: Literal["person", "post", "unit"] = rng.choice(["person", "post", "unit"])
    id = _one(rng, _ids(bundle, {"person": "people", "post": "posts", "unit": "units"}[kind], kind))
    listed = _said(lambda: duties(store, kind, id, on, revision))
    return f"duties of {kind} {id} on {on}", oracle.duties(kind, id, on), listed


def _ask_dispute(
    store: Store, oracle: Disputes, bundle: Bundle, rng: Random, on: date, revision: int | None
) -> tuple[str, Any, Any]:
    """Two or three parties, mostly such as may dispute; asked of the graph in another order."""
    kinds = {"household": _ids(bundle, "households", "household"), "person": _ids(bundle, "people", "person")}
    parties: list[Named] = []
    for _ in range(rng.choice([2, 2, 2, 3])):
        kind = rng.choice(["household", "household", "person"])
        parties.append((kind, _one(rng, kinds[kind])))
    for _ in range(rng.choice([0, 6, 12])):
        # Drawn again where it would be refused, since most draws are.
        if isinstance(oracle.refused(parties, None, [], on), list):
            break
        on = rng.choice(days_asked(bundle))
        kind = rng.choice(["household", "household", "person"])
        parties[rng.randrange(len(parties))] = (kind, _one(rng, kinds[kind]))
    if rng.random() < 0.03:
        parties = parties[: rng.choice([0, 1])] * rng.choice([1, 2])
    matter = rng.choice([None, *_ids(bundle, "matters", "matter"), *_ids(bundle, "matters", "matter")])
    objects_to = [_one(rng, kinds["person"]) for _ in range(rng.choice([0, 0, 1]))]
    reported = _reported(rng, on)
    shuffled = rng.sample(parties, len(parties))
    said = _said(
        lambda: dispute(
            store,
            [Party(**{kind: id}) for kind, id in shuffled],
            matter=matter,
            objects_to=objects_to,
            reported=reported,
            on=on,
            revision=revision,
        )
    )
    words = f"dispute {parties} {matter} not {objects_to} on {on} {reported}"
    return words, oracle.dispute(parties, matter, objects_to, reported, on), said


def _reported(rng: Random, on: date) -> datetime:
    reported = datetime(on.year, on.month, on.day, rng.choice([0, 9, 16, 23]), 30, tzinfo=UTC)
    return reported + timedelta(rng.choice([0, 0, 0, 1, -40, 30]))


def _ids(bundle: Bundle, file: str, column: str) -> list[str]:
    return [row[column] for row in bundle.get(file, [])]


def _one(rng: Random, ids: list[str]) -> str:
    """One of the ids; now and then one that nobody knows."""
    return rng.choice(ids) if ids and rng.random() < 0.97 else "nobody"


def _said(question: Callable[[], Any]) -> Json | str:
    try:
        answer: Json = question().as_json()
    except GraphsvcError as refusal:
        return refusal.code
    return answer


# ------------------------------------------------------------ comparing


def differences(expected: Json | str, actual: Json | str) -> list[str]:
    """What the graph's answer says otherwise than the oracle's, field by field."""
    if isinstance(expected, str) or isinstance(actual, str):
        # Where two parties are refused for two reasons, either may be told.
        return [] if actual in str(expected).split("|") else [f"expected {expected}, got {actual}"]
    found: list[str] = []
    for key, value in expected.items():
        if key == "party_unit_elsewhere":
            if value != any(why["code"] == key for why in actual["why"]):
                found.append(f"{key}: expected {value}, got {actual['why']}")
            continue
        if key in ("first_exits", "exits", "steps", "items", "left_out", "matters"):
            continue
        if key == "responsible":
            found += _rung("responsible", value, actual[key])
        elif key == "ladder":
            found += _each("ladder", value, actual[key], _rung)
        elif value != actual[key]:
            found.append(f"{key}: expected {value}, got {actual[key]}")
    if "left_out" in expected:
        told = sorted((o["person"], o["post"], o["unit"], o["code"], o["instead"]) for o in actual["left_out"])
        if told != expected["left_out"]:
            found.append(f"left_out: expected {expected['left_out']}, got {told}")
    if "matters" in expected:
        found += _hall(expected["matters"], actual)
    if "items" in expected:
        one, other = (
            sorted(items, key=lambda item: str(item["post"])) for items in (expected["items"], actual["items"])
        )
        found += _each("items", one, other, lambda at, a, b: [] if a == b else [f"{at}: expected {a}, got {b}"])
    if "steps" in expected:
        found += _steps(expected["steps"], actual["steps"])
        found += _exits(expected["first_exits"], actual["exits"][: len(expected["first_exits"])])
        found += _exits(expected["exits"], actual["exits"][len(expected["first_exits"]) :])
    return found


def _hall(expected: Json, actual: Json) -> list[str]:
    kinds = {"service": "service", "utility": "service", "right": "service"}
    shown = {one["matter"]: ("emergency", one) for one in actual["emergencies"]}
    for group in actual["promises"]:
        shown |= {one["matter"]: (group["promise"], one) for one in group["matters"]}
    if shown.keys() != expected.keys():
        return [f"matters: expected {set(expected)}, got {set(shown)}"]
    found = []
    for matter, wanted in expected.items():
        promise, told = shown[matter]
        if promise != kinds.get(wanted["kind"], wanted["kind"]):
            found.append(f"{matter}: stands in {promise}")
        clockless = {"starts": None, "due": None, "calendar_unknown": False}
        both = [
            [one | clockless for one in ([side["lead"]] if side["lead"] else []) + side["assists"]]
            for side in (wanted, told)
        ]
        found += _each(f"{matter}.steps", *(sorted(steps, key=_key) for steps in both), compare=_step)
        found += _exits(wanted["exits"], told["exits"])
    return found


def _each(at: str, expected: list[Any], actual: list[Any], compare: Callable[[str, Any, Any], list[str]]) -> list[str]:
    if len(expected) != len(actual):
        return [f"{at}: expected {len(expected)} of them, {expected}, got {len(actual)}, {actual}"]
    pairs = enumerate(zip(expected, actual, strict=True))
    return [text for n, (one, other) in pairs for text in compare(f"{at}[{n}]", one, other)]


def _id(thing: Json | None) -> str | None:
    return thing["id"] if thing else None


def _rung(at: str, expected: Json | None, actual: Json | None, paired: bool = False) -> list[str]:
    if expected is None or actual is None:
        return [] if expected is actual else [f"{at}: expected {expected}, got {actual}"]
    flat = actual | {key: _id(actual[key]) for key in ("unit", "post", "person")}
    keys = ("line", "tier", "level", "unit", "state", "post", "person", "since", "vacant_since")
    found = [f"{at}.{key}: expected {expected[key]}, got {flat[key]}" for key in keys if expected[key] != flat[key]]
    also = Counter((one["unit"], one["post"], one["person"]) for one in actual["also"])
    must: Counter[tuple[str, str | None, str | None]] = Counter(expected["also"])
    # A pair's peers are not told by the contract: they may stand beside it, or not.
    may = set(must) | set(expected["also_may"])
    loose = paired or expected.get("peers_may", False)
    extra = [one for one in also if one not in may and not (loose and one[0] != expected["unit"])]
    if must - also or extra or max(also.values(), default=1) > 1:
        found.append(f"{at}.also: expected {sorted(must)} of {may}, got {dict(also)}")
    if paired:
        return found + ([f"{at}.paired of a pair"] if actual["paired"] else [])
    return found + _rung(f"{at}.paired", expected["paired"], actual["paired"], paired=True)


def _key(step: Json) -> tuple[int, bool, str]:
    return step["step"], step["role"] != "lead", step["handler"]


def _steps(expected: list[Json], actual: list[Json]) -> list[str]:
    ordered = sorted(actual, key=_key)
    found = _each("steps", sorted(expected, key=_key), ordered, _step)
    if expected and "emergency" in expected[0]:
        # A unit that isn't live that day stands on no tier: the contract doesn't say where its step goes.
        tiers = {_key(step): step["at_tier"] for step in expected if step["at_tier"] is not None}
        shown = [tiers[_key(step)] for step in actual if _key(step) in tiers]
        if shown != sorted(shown, reverse=True):
            found.append(f"steps: not the lowest tier first, {shown}")
    elif [_key(step)[:2] for step in actual] != [_key(step)[:2] for step in ordered]:
        found.append(f"steps: out of order, {[_key(step) for step in actual]}")
    return found


def _step(at: str, expected: Json, actual: Json) -> list[str]:
    keys = ("step", "role", "handler", "state", "starts", "due", "limit", "limit_unit", "source")
    found = [f"{at}.{key}: expected {expected[key]}, got {actual[key]}" for key in keys if expected[key] != actual[key]]
    if expected["body"] != _id(actual["body"]):
        found.append(f"{at}.body: expected {expected['body']}, got {actual['body']}")
    if expected["calendar_unknown"] != any(why["code"] == "calendar_unknown" for why in actual["why"]):
        found.append(f"{at}.why: expected calendar_unknown {expected['calendar_unknown']}, got {actual['why']}")
    return found + _rung(f"{at}.rung", expected["rung"], actual["rung"])


def _exits(expected: list[Json], actual: list[Json]) -> list[str]:
    def plain(exit: Json) -> str:
        body = exit["body"]["id"] if isinstance(exit["body"], dict) else exit["body"]
        return repr((exit["when"], body, exit["limit"], exit["limit_unit"], exit["source"]))

    said = [sorted(map(plain, exits)) for exits in (expected, actual)]
    return [] if said[0] == said[1] else [f"exits: expected {said[0]}, got {said[1]}"]
