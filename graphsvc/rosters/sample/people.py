"""Households, the people who head them and hold posts, tenures and kin: all invented."""

from __future__ import annotations

from random import Random

from faker import Faker

from graphsvc.rosters.sample.community import SINCE, divisions

Rows = list[dict[str, str]]
PEOPLE, SEED = 13000, 20261124
_TERM = {"since": "2024-07-01", "planned_end": "2029-07-01", "approved_by": "示例街道党工委"}
# Posts nobody holds, with the day the last holder left.
_VACANT = {"p-m5-40": "2026-10-09", "p-m4-22": "2026-11-03", "p-c5-23": "2026-09-01", "p-m2-2": "2026-08-15"}
# Posts that somebody covers, with the day the last holder left and the day the cover began.
_ACTING = {"p-c4-11": ("2026-07-20", "2026-07-20"), "p-m5-17": ("2026-08-10", "2026-08-12")}


def people(bundle: dict[str, Rows]) -> dict[str, Rows]:
    """The files of the sample that know people."""
    random, faker = Random(SEED), Faker("zh_CN")
    faker.seed_instance(SEED)
    households, persons = _households(bundle["places"], random, faker)
    return {"households": households, **_tenures(bundle["posts"], persons, random, faker), "kin": _kin(persons)}


def _households(places: Rows, random: Random, faker: Faker) -> tuple[Rows, Rows]:
    dwellings = [one["place"] for one in places if one["kind"] == "dwelling"]
    villages = [f"d{one['code']}" for one in divisions() if one["level"] == "5"]
    # About one in forty stands empty.
    lived_in = [place for number, place in enumerate(dwellings) if number % 40 != 39]
    sizes = [2] * len(lived_in)
    for number in random.sample(range(len(sizes)), k=len(sizes)):
        sizes[number] = random.randint(1, 5)
    while (short := PEOPLE - sum(sizes)) != 0:
        number = random.randrange(len(sizes))
        step = 1 if short > 0 else -1
        if 1 <= sizes[number] + step <= 7:
            sizes[number] += step
    households: Rows = []
    persons: Rows = []
    for number, (place, size) in enumerate(zip(lived_in, sizes, strict=True), start=1):
        household, person = f"h{place[1:]}", f"r{number:05}"
        village = villages[number % len(villages)]
        households.append(
            {
                "household": household, "place": place, "head": person, "size": str(size), "origin": village,
                "since": SINCE,
            }
        )  # fmt: skip
        cadre = number % 97 == 0
        persons.append(
            {
                "person": person, "name": faker.name(), "phone": f"100{number:08}", "household": household,
                "party_member": "yes" if cadre or number % 11 == 0 else "no",
                "former_cadre_of": village if cadre else "", "birth_year": str(random.randint(1950, 2000)),
            }
        )  # fmt: skip
    return households, persons


def _tenures(posts: Rows, persons: Rows, random: Random, faker: Faker) -> dict[str, Rows]:
    residents = [one["person"] for one in persons]
    officials: Rows = []
    tenures: Rows = []

    def outsider() -> str:
        id = f"g{len(officials) + 1:03}"
        officials.append(
            {"person": id, "name": faker.name(), "phone": f"1009{len(officials):07}", "party_member": "yes"}
        )
        return id

    holders: dict[str, str] = {}
    for number, post in enumerate(posts):
        id = post["post"]
        # In every third building the Party group's head is the building leader too, and the two committees share one.
        twin = id.replace("p-c5-", "p-m5-") if id.startswith("p-c5-") and number % 3 == 0 else ""
        twin = "p-m2" if id == "p-c2" else twin
        person = holders.get(twin) or (random.choice(residents) if "5-" in id or "4-" in id else outsider())
        row = {"post": id, "person": person, "basis": "concurrent" if twin in holders else "elected", **_TERM}
        row["publish"] = "no" if number % 12 == 5 else "yes"
        holders[id] = person
        tenures.append(row)
        if id in _VACANT:
            row["until"] = _VACANT[id]
        if id in _ACTING:
            row["until"], began = _ACTING[id]
            cover = random.choice([one for one in residents if one != person])
            tenures.append(
                {
                    "post": id, "person": cover, "since": began, "until": "2027-01-20", "planned_end": "2027-01-20",
                    "basis": "acting", "approved_by": "示例街道党工委", "publish": "yes",
                }
            )  # fmt: skip
    return {"people": persons + officials, "tenures": tenures}


def _kin(persons: Rows) -> Rows:
    pairs = [(number, number + 371) for number in range(0, 2000, 100)]
    return [{"person": persons[a]["person"], "relative": persons[b]["person"], "relation": "兄弟"} for a, b in pairs]
