"""Is the graph sound: every rule looked at, and the rows that break it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.plain import Json, day


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that breaks a rule: its file and key (joined by `/`) as a bundle has them; `note` tells days or numbers."""

    file: str
    key: str
    note: str = ""

    def as_json(self) -> Json:
        """File, key and note."""
        return {"file": self.file, "key": self.key, "note": self.note}


@dataclass(frozen=True, slots=True)
class Checked:
    """One rule: what it holds to in both languages, whether breaking it is `wrong` or worth a look, and who does."""

    code: str
    zh: str
    en: str
    wrong: bool
    rows: tuple[Broken, ...]

    def as_json(self, lang: str = "zh") -> Json:
        """The rule with its rows."""
        return {
            "code": self.code,
            "text": self.en if lang == "en" else self.zh,
            "wrong": self.wrong,
            "count": len(self.rows),
            "rows": [one.as_json() for one in self.rows],
        }


@dataclass(frozen=True, slots=True)
class Span:
    """How many households the units of one level serve each; figures of the units that serve any place by name."""

    line: str
    tier: int
    units: int
    least: int
    median: float
    most: int

    def as_json(self) -> Json:
        """One level's figures."""
        return {
            "line": self.line,
            "tier": self.tier,
            "units": self.units,
            "least": self.least,
            "median": self.median,
            "most": self.most,
        }


@dataclass(frozen=True, slots=True)
class Integrity:
    """Every rule, as of `on`; the graph is `sound` where no rule is broken whose breach is wrong."""

    on: date
    revision: int
    rules: tuple[Checked, ...]
    spans: tuple[Span, ...]

    @property
    def sound(self) -> bool:
        """Nothing wrong; remarks may stand."""
        return not any(one.rows for one in self.rules if one.wrong)

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The whole report."""
        return {
            "on": day(self.on),
            "revision": self.revision,
            "sound": self.sound,
            "rules": [one.as_json(lang) for one in self.rules],
            "spans": [one.as_json() for one in self.spans],
        }
