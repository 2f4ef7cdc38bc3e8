"""vCard 4.0 (RFC 6350): units with their duty phones, and those holders who let their own number be published."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from graphsvc.rosters.formats.read import Read

_WIDEST = 75


def vcard(read: Read) -> str:
    """The cards of a day. Of a person only tenures that say `publish` are told, and nobody else is there at all."""
    return "".join(_folded(line) for card in (*_units(read), *_people(read)) for line in card)


def _units(read: Read) -> Iterator[list[str]]:
    on = read.on.isoformat()
    for row in read.rows["units"]:
        if row["phone"] and row["since"] <= on and (not row["until"] or on < row["until"]):
            # A supervision number is there to complain to, so it is as public as the duty phone.
            second = [f"TEL;TYPE=voice:{_text(row['supervision'])}"] if row["supervision"] else []
            yield _card("org", "unit", row["unit"], row["name"], f"TEL;TYPE=work:{_text(row['phone'])}", *second)


def _people(read: Read) -> Iterator[list[str]]:
    people = {row["person"]: row for row in read.rows["people"]}
    posts = {row["post"]: row for row in read.rows["posts"]}
    units = {row["unit"]: row["name"] for row in read.rows["units"]}
    shown: dict[str, list[str]] = {}
    for row in read.live("tenures"):
        if row["publish"] == "yes":
            post = posts[row["post"]]
            shown.setdefault(row["person"], []).extend(
                (f"ORG:{_text(units[post['unit']])}", f"TITLE:{_text(post['title'])}")
            )
    for person, lines in sorted(shown.items()):
        phone = people[person]["phone"]
        own = [f"TEL;TYPE=cell:{_text(phone)}"] if phone else []
        yield _card("individual", "person", person, people[person]["name"], *own, *lines)


def _card(kind: str, of: str, id: str, name: str, *lines: str) -> list[str]:
    head = ["BEGIN:VCARD", "VERSION:4.0", f"KIND:{kind}", f"UID:urn:graphsvc:{of}:{quote(id, safe='')}"]
    return [*head, f"FN:{_text(name)}", *lines, "END:VCARD"]


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        value = value.replace(plain, escaped)
    return value


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no character cut in two, each next begun by a space."""
    pieces, piece = [], ""
    for char in line:
        if len(f"{piece}{char}".encode()) > _WIDEST:
            pieces.append(piece)
            piece = " "
        piece += char
    return "".join(f"{one}\r\n" for one in (*pieces, piece))
