"""What is an id: a household, a unit, a place, a post, a person?"""

from __future__ import annotations

from graphsvc.errors import unknown
from graphsvc.store import Store


def known(store: Store, id: str, revision: int | None = None) -> dict[str, bool]:
    """For each kind of thing whether `id` names one, on any day."""
    return store.read("known", id=id, revision=revision)[0]


def resolve(store: Store, id: str, kinds: tuple[str, ...], revision: int | None = None) -> tuple[str, str]:
    """The kind and bare id meant by `id`, tried in the order of `kinds`; `KIND:ID` says which.

    Raises `unknown_KIND`, with the first kind, where it names none of them.
    """
    for kind in kinds:
        if id.startswith(f"{kind}:"):
            bare = id.removeprefix(f"{kind}:")
            if known(store, bare, revision)[kind]:
                return kind, bare
            raise unknown(kind, bare)
    found = known(store, id, revision)
    for kind in kinds:
        if found[kind]:
            return kind, id
    raise unknown(kinds[0], id)
