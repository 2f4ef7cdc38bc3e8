"""Who the parties of a dispute are, and where each of them lives on the day (contract section 4, rules 7 and 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graphsvc.errors import bad_question, outside
from graphsvc.model import Circle, Home, Party, Side

Stay = tuple[str, date, date]


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties, each once, in an order that does not depend on how they were named.

    Raises `too_few_parties` for none or one, `same_party_twice` for one named again and again.
    """
    named = list(parties)
    found = sorted(set(named), key=lambda party: (party.household or "", party.person or ""))
    if len(found) >= 2:
        return tuple(found)
    if len(named) < 2:
        raise bad_question(
            "too_few_parties",
            "parties",
            "纠纷至少要有两方。请补上另一方。",
            "A dispute has two parties at least. Name another.",
        )
    raise bad_question(
        "same_party_twice",
        "parties",
        "各方是同一户或同一人。户内纠纷请按“家庭”类事项办理。",
        "The parties are one and the same. What lies within a household is a case of its own: ask about the household.",
    )


def sides(
    parties: Sequence[Party],
    known: frozenset[str],
    stays: Mapping[str, Sequence[Stay]],
    origins: Mapping[str, str],
    circle: Circle,
    on: date,
) -> tuple[Side, ...]:
    """Each party with its home on `on`. A person's household is the one listed, else the one they head (lesser id).

    `stays` and `origins` are by household, `known` the ids of people. Raises `unknown_party`, `household_not_there`
    for a household outside its stays, `party_without_dwelling` for a person who lives in none that day, and
    `one_household` where two parties live in one.
    """
    for party in parties:
        if not (stays.get(party.household) if party.household is not None else party.person in known):
            id = party.household or party.person
            raise bad_question(
                "unknown_party",
                "parties",
                f"没有编号为“{id}”的当事人。请核对编号。",
                f'There is no party "{id}". Check the id.',
            )
    there = places_on(stays, on)
    found = tuple(_side(party, there, origins, circle, on) for party in parties)
    shared = [id for id, count in Counter(side.home.household for side in found).items() if count > 1]
    if shared:
        raise bad_question(
            "one_household",
            "parties",
            "有两方同住一户。户内纠纷请按“家庭”类事项办理。",
            "Two of the parties live in one household. That is a case of its own: ask about the household.",
        )
    return found


def _side(party: Party, there: Mapping[str, str], origins: Mapping[str, str], circle: Circle, on: date) -> Side:
    household = party.household if party.household is not None else _household_of(party.person or "", there, circle)
    if household is None:
        raise bad_question(
            "party_without_dwelling",
            "parties",
            f"{on}这天,“{party.person}”没有住在任何一户。请改用住户作当事人,或换个日期。",
            f'On {on} "{party.person}" lives in no household. Name a household instead, or ask about another day.',
        )
    home = home_there(household, there, origins, circle, on)
    if party.person is not None:
        home = replace(home, party_units=_apart({party.person}, circle))
    return Side(party.person, home)


def places_on(stays: Mapping[str, Sequence[Stay]], on: date) -> dict[str, str]:
    """By household the dwelling it lives in on `on`."""
    return {
        household: place for household, found in stays.items() for place, since, until in found if since <= on < until
    }


def home_there(household: str, there: Mapping[str, str], origins: Mapping[str, str], circle: Circle, on: date) -> Home:
    """The household's home on `on`, with where its people's Party membership lies. Raises `household_not_there`."""
    if household not in there:
        raise outside("household", household, on.isoformat())
    return Home(household, there[household], origins.get(household), _apart(circle.household(household), circle))


def _apart(people: Iterable[str], circle: Circle) -> tuple[str, ...]:
    return tuple(sorted({circle.party_at[one] for one in people if one in circle.party_at}))


def _household_of(person: str, there: Mapping[str, str], circle: Circle) -> str | None:
    for among in (circle.members, circle.heads):
        own = sorted(household for household in there if person in among.get(household, ()))
        if own:
            return own[0]
    return None
