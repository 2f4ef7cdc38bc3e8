"""Who lives there: households with their heads, where they came from, how many they are, and who is kin to whom."""

from __future__ import annotations

from random import Random

from faker import Faker

from graphsvc.rosters.sample.kinds import Bundle, Row, add
from graphsvc.rosters.sample.places import divisions

PEOPLE = 13_000
_SEED = 20240901
_SIZES, _WEIGHTS = (1, 2, 3, 4, 5, 6), (12, 32, 32, 16, 6, 2)
# Every 27th dwelling stands empty: 96% are lived in.
_EMPTY_EVERY, _EMPTY_AT = 27, 13


class Village:
    """The people of the sample, drawn from one seed, in one order: whoever asks later gets the next one.

    `homes` lists for each building its present households, as rows of the bundle; `persons` all people by id.
    """

    def __init__(self, bundle: Bundle) -> None:
        self.random = Random(_SEED)
        self._names = Faker("zh_CN")
        self._names.seed_instance(_SEED)
        self._phones = 0
        self._taken: set[str] = set()
        self.persons: dict[str, Row] = {}
        self.homes: dict[int, list[Row]] = {}
        self._kin: set[tuple[str, str]] = set()
        self._bundle = bundle
        self._move_in()

    def person(self, person: str, *, phone: bool = True, **cells: str | int | None) -> str:
        """Make a person with an invented name; the id comes back."""
        number = self._phone() if phone else None
        row = add(self._bundle, "people", person=person, name=self._names.name(), phone=number, **cells)
        self.persons[person] = row
        return person

    def pick(self, *buildings: int, member: bool = False) -> str:
        """Someone of these buildings not picked before: the head of a household, or a `member` of it, newly made."""
        homes = [home for building in buildings for home in self.homes[building] if home["head"] not in self._taken]
        home = self.random.choice(homes)
        self._taken.add(home["head"])
        if not member:
            self.persons[home["head"]]["birth_year"] = str(self.random.randint(1961, 1994))
            return home["head"]
        year = self.random.randint(1961, 1994)
        spouse = self.person(f"{home['head']}-2", household=home["household"], birth_year=year)
        self.kin(spouse, home["head"], "配偶")
        return spouse

    def kin(self, person: str, relative: str, relation: str) -> None:
        """Declare kin once, whichever way round."""
        if person != relative and not {(person, relative), (relative, person)} & self._kin:
            self._kin.add((person, relative))
            add(self._bundle, "kin", person=person, relative=relative, relation=relation)

    def neighbour(self, person: str, building: int) -> str:
        """The head of some household of the building that is not the person's own."""
        own = person.removesuffix("-2")
        return self.random.choice([home["head"] for home in self.homes[building] if home["head"] != own])

    def origin_of(self, person: str) -> str | None:
        """The village the person's household came from."""
        dwelling = person.removeprefix("r-").removesuffix("-2")
        homes = self.homes.get(int(dwelling.partition("-")[0]), [])
        return next((home.get("origin") for home in homes if home["head"] == f"r-{dwelling}"), None)

    def settle(self, bundle: Bundle) -> None:
        """Add what lies between people: kin across households, Party members, former cadres, and those who moved."""
        heads = [home["head"] for building in self.homes.values() for home in building]
        for _ in range(60):
            one, other = self.random.sample(heads, 2)
            self.kin(one, other, self.random.choice(("兄弟姐妹", "父母子女", "叔侄", "表亲")))
        for index, head in enumerate(self.random.sample(heads, 400)):
            row = self.persons[head]
            row["party_member"] = "yes"
            # Membership may sit in one place and meetings in another.
            if index % 20 == 0:
                row["party_unit"] = "p2" if index % 40 else f"p4-{index % 13 + 1}"
        for head in self.random.sample(heads, 40):
            if origin := self.origin_of(head):
                self.persons[head]["former_cadre_of"] = origin
        self._moves(bundle)

    def _phone(self) -> str:
        # Eleven digits like a mobile's, but no mobile number in China begins with 10: nobody can own one.
        self._phones += 1
        return f"100000{self._phones:05d}"

    def _move_in(self) -> None:
        villages = [row["code"] for row in divisions() if row["level"] == "5"]
        dwellings = [row["place"] for row in self._bundle["places"] if row["kind"] == "dwelling"]
        lived_in = [place for index, place in enumerate(dwellings) if index % _EMPTY_EVERY != _EMPTY_AT]
        near: dict[int, list[str]] = {}
        for place, size in zip(lived_in, self._sizes(len(lived_in)), strict=True):
            building = int(place.partition("-")[0])
            # A village moved together: the households of one building came from a few.
            if building not in near:
                near[building] = self.random.sample(villages, 6)
            origin = None if self.random.random() < 0.02 else self.random.choice(near[building])
            head = self.person(f"r-{place}", phone=self.random.random() < 0.95)
            since = f"2024-{9 + building % 4:02d}-{building % 28 + 1:02d}"
            home = add(
                self._bundle, "households",
                household=f"h-{place}", place=place, head=head, size=size, origin=origin, since=since,
            )  # fmt: skip
            self.homes.setdefault(building, []).append(home)

    def _sizes(self, count: int) -> list[int]:
        """So many sizes, near what such places have, that come to exactly 13,000."""
        sizes = self.random.choices(_SIZES, _WEIGHTS, k=count)
        short = PEOPLE - sum(sizes)
        while short:
            index = self.random.randrange(count)
            step = 1 if short > 0 else -1
            if 1 <= sizes[index] + step <= _SIZES[-1]:
                sizes[index] += step
                short -= step
        return sizes

    def _moves(self, bundle: Bundle) -> None:
        """Some who moved within the community, and some who lived there before and left."""
        taken = {row["place"] for row in bundle["households"]}
        empty = [row["place"] for row in bundle["places"] if row["kind"] == "dwelling" and row["place"] not in taken]
        for place in empty[:6]:
            building = int(place.partition("-")[0])
            home = next(home for home in reversed(self.homes[building]) if "until" not in home)
            # The row present until now turns into the past stay; the new one carries the rest on.
            home["until"] = "2026-03-01"
            add(bundle, "households", **{**home, "place": place, "since": "2026-03-01", "until": None})
        for place in empty[60:66]:
            head = self.person(f"r-{place}")
            add(
                bundle, "households",
                household=f"h-{place}", place=place, head=head, size=2, since="2024-12-01", until="2026-06-01",
            )  # fmt: skip
