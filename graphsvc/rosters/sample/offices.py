"""Posts and who holds them: terms, people with posts in both lines, deputies, the vacant and the acting."""

from __future__ import annotations

from graphsvc.rosters.sample.kinds import BUILDINGS, ELECTED, FOUNDED, LEADER_TERM_END, TERM_END, Bundle, add, group_of
from graphsvc.rosters.sample.people import Village

# Group heads who are the secretary of the branch beside them, and building leaders who lead its Party group too.
_BOTH_GROUPS = frozenset({1, 3, 4, 6, 7, 9, 10, 12, 13})
_BOTH_BUILDINGS = frozenset({2, 3, 9, 10, 18, 19, 20, 22, 24, 33, 37, 38, 42, 44, 52})
# Two leaders in one building.
_TWO_LEADERS = (1, 37)
# Units whose head left: on which day.
_LEFT = {
    "p4-11": "2026-07-20", "m5-17": "2026-08-12", "p5-23": "2026-09-01",
    "m5-40": "2026-10-09", "m3-8": "2026-10-20", "m4-22": "2026-11-03",
}  # fmt: skip


def offices(bundle: Bundle, village: Village) -> None:
    """Add posts and tenures of the three lines, and the people who hold them where they live elsewhere."""
    desk = _Desk(bundle, village)
    desk.top()
    desk.groups()
    desk.buildings()
    desk.acting()
    desk.origin()


class _Desk:
    def __init__(self, bundle: Bundle, village: Village) -> None:
        self._bundle = bundle
        self._village = village
        self._holders: dict[str, str] = {}
        self._staff = 0

    def top(self) -> None:
        """Tiers 1 and 2: the secretary of the community leads the residents' committee too."""
        self._seat("p1", "书记", self._outsider("yes"), basis="appointed", approved="区委")
        self._seat("m1", "主任", self._outsider("yes"), basis="appointed", approved="区政府")
        self._deputy("p1", "副书记", self._outsider("yes"), basis="appointed")
        self._deputy("m1", "副主任", self._outsider(), basis="appointed")
        secretary = self._outsider("yes")
        self._seat("p2", "书记", secretary, basis="elected", approved="示例街道党工委")
        self._seat("m2", "主任", secretary, basis="concurrent", approved="示例街道办事处")
        self._deputy("p2", "副书记", self._outsider("yes"), basis="posted")
        self._deputy("m2", "副主任", self._outsider(), basis="elected")
        for unit, building in (("p2", 6), ("m2", 26)):
            post = f"{unit}-members"
            add(self._bundle, "posts", post=post, unit=unit, title="委员", rank="member", single="no", order=3)
            for offset in range(5):
                person = self._village.pick(building + offset)
                if unit == "p2":
                    self._party_member(person)
                self._tenure(post, person, basis="elected", publish=False)
        add(self._bundle, "posts", post="m2-hall", unit="m2", title="大厅专职人员", rank="member", single="no", order=4)
        for _ in range(2):
            self._tenure("m2-hall", self._outsider(), basis="recruited", publish=False)

    def groups(self) -> None:
        """Tiers 3 and 4 of both lines."""
        for n in range(1, 5):
            buildings = [b for b in BUILDINGS if min(4, (group_of(b) + 2) // 3) == n]
            self._seat(f"p3-{n}", "书记", self._member_of_party(*buildings), approved="怡居苑社区党委")
            if n != 2:
                self._deputy(f"p3-{n}", "副书记", self._member_of_party(*buildings))
            else:
                self._post("p3-2-deputy", "p3-2", "副书记", "deputy", 2)
        for n in range(1, 14):
            buildings = [b for b in BUILDINGS if group_of(b) == n]
            secretary = self._member_of_party(*buildings)
            self._seat(f"p4-{n}", "书记", secretary, approved="怡居苑社区党委")
            if n % 2:
                self._deputy(f"p4-{n}", "副书记", self._member_of_party(*buildings))
            both = n in _BOTH_GROUPS
            head = secretary if both else self._village.pick(*buildings)
            self._seat(f"m3-{n}", "组长", head, basis="concurrent" if both else "elected", approved="怡居苑社区居委会")
            if n % 2 == 0:
                self._deputy(f"m3-{n}", "副组长", self._village.pick(*buildings))
        for n in range(1, 27):
            head = self._village.pick(2 * n - 1, 2 * n)
            self._seat(f"m4-{n}", "总楼长", head, basis="engaged", approved="怡居苑社区居委会", end=LEADER_TERM_END)

    def buildings(self) -> None:
        """Tier 5 of both lines: a leader a building, some from the village's former cadres."""
        village = self._village
        for b in BUILDINGS:
            both = b in _BOTH_BUILDINGS
            leader = village.pick(b)
            convener = leader if both else village.pick(b, member=b % 5 == 0)
            self._party_member(convener)
            self._seat(f"p5-{b}", "组长", convener, approved="党支部")
            basis = "concurrent" if both else "elected" if b % 2 else "engaged"
            self._seat(f"m5-{b}", "分楼长", leader, basis=basis, approved="怡居苑社区居委会", end=LEADER_TERM_END)
            origin = village.origin_of(leader)
            if b % 3 == 0 and origin:
                village.persons[leader]["former_cadre_of"] = origin
            if b % 4 == 1:
                village.kin(leader, village.neighbour(leader, b), "兄弟姐妹")
        for b in _TWO_LEADERS:
            post = f"m5-{b}-head-2"
            self._post(post, f"m5-{b}", "分楼长", "head", 2)
            self._tenure(post, village.pick(b), basis="engaged", end=LEADER_TERM_END, approved="怡居苑社区居委会")

    def acting(self) -> None:
        """Two who act where the head left; the other places stay vacant, one of them with a deputy."""
        for unit, holder, since, end in (
            ("p4-11", self._holders["p4-11-deputy"], _LEFT["p4-11"], "2027-01-20"),
            ("m5-17", self._holders["m4-9-head"], _LEFT["m5-17"], "2027-02-12"),
        ):
            add(
                self._bundle, "tenures", post=f"{unit}-head", person=holder, since=since, until=end, basis="acting",
                planned_end=end, approved_by="怡居苑社区党委" if unit[0] == "p" else "怡居苑社区居委会", publish="yes",
            )  # fmt: skip

    def origin(self) -> None:
        """A head for each township government and village committee; invented, like all names here."""
        for index, row in enumerate([row for row in self._bundle["units"] if row["line"] == "origin"]):
            unit = row["unit"]
            title = "负责人" if row["tier"] == "1" else "主任"
            self._post(f"{unit}-head", unit, title, "head", 1)
            until = "2026-10-31" if index % 60 == 59 else None
            person = self._village.person(f"s-{unit}", phone=False)
            basis = "appointed" if row["tier"] == "1" else "elected"
            self._tenure(f"{unit}-head", person, basis=basis, publish=False, until=until)

    def _outsider(self, party: str | None = None) -> str:
        """Someone who works here and lives elsewhere."""
        self._staff += 1
        year = 1970 + self._staff
        return self._village.person(f"s-{self._staff}", party_member=party, birth_year=year)

    def _member_of_party(self, *buildings: int) -> str:
        person = self._village.pick(*buildings)
        self._party_member(person)
        return person

    def _party_member(self, person: str) -> None:
        self._village.persons[person]["party_member"] = "yes"

    def _post(self, post: str, unit: str, title: str, rank: str, order: int) -> None:
        add(self._bundle, "posts", post=post, unit=unit, title=title, rank=rank, single="yes", order=order)

    def _seat(
        self, unit: str, title: str, person: str, *, basis: str = "elected", approved: str | None = None,
        end: str = TERM_END,
    ) -> None:  # fmt: skip
        """The head post of a unit and its holder, who may have left."""
        self._post(f"{unit}-head", unit, title, "head", 1)
        # Whoever served until the first election, in a few units, so that the past can be asked for.
        if unit in ("m5-5", "m5-26", "p4-2", "m3-2"):
            building = int(unit.partition("-")[2]) if unit[1] == "5" else 5
            self._tenure(f"{unit}-head", self._village.pick(building), basis="engaged", since=FOUNDED, until=ELECTED)
        until = _LEFT.get(unit)
        self._tenure(f"{unit}-head", person, basis=basis, approved=approved, end=end, until=until)

    def _deputy(self, unit: str, title: str, person: str, *, basis: str = "elected") -> None:
        self._post(f"{unit}-deputy", unit, title, "deputy", 2)
        self._tenure(f"{unit}-deputy", person, basis=basis, end=TERM_END)

    def _tenure(
        self, post: str, person: str, *, basis: str, approved: str | None = None, end: str | None = None,
        since: str = ELECTED, until: str | None = None, publish: bool | None = None,
    ) -> None:  # fmt: skip
        # About one in eight keeps name and phone from the public.
        if publish is None:
            publish = self._village.random.random() < 0.87
        self._holders[post] = person
        add(
            self._bundle, "tenures", post=post, person=person, since=since, until=until, basis=basis,
            planned_end=end, approved_by=approved, publish="yes" if publish else "no",
        )  # fmt: skip
