"""What an administrator has filled in so far to put someone into a post; nothing of it is lost by a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from hashlib import sha256

from pydantic import ValidationError

from graphsvc.rules.assignment import Assignment
from graphsvc.web.api.posts import OfAssignment
from graphsvc.web.parameters import first_fault

_LONGEST = 600
_NO_REASON_YET = "–"


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields as text, as they were typed."""

    person: str = ""
    since: str = ""
    basis: str = "appointed"
    planned_end: str = ""
    approved_by: str = ""
    reason: str = ""
    publish: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Draft:
        """The draft a form sends."""
        return cls(**{name: form.get(name, "")[:_LONGEST] for name in cls.__slots__})

    @classmethod
    def fresh(cls, today: date, person: str) -> Draft:
        """A draft nobody has touched."""
        return cls(person=person, since=today.isoformat())

    @property
    def seen(self) -> str:
        """Stands for what of it a preview depends on: a draft is written only as it was looked at."""
        return sha256(repr(astuple(replace(self, approved_by="", reason=""))).encode("utf-8", "replace")).hexdigest()[
            :16
        ]

    def asked(self, post: str, *, to_write: bool) -> Assignment:
        """The assignment it asks for, which may lack a reason unless it is to be written. Raises `BadQuestion`."""
        given: dict[str, object] = {
            name: value for name in self.__slots__ if (value := getattr(self, name).strip()) and name != "publish"
        }
        if not to_write:
            given.setdefault("reason", _NO_REASON_YET)
        try:
            return OfAssignment.model_validate({**given, "publish": bool(self.publish)}).asked(post)
        except ValidationError as error:
            raise first_fault(error) from error
