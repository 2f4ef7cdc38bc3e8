"""The language of a page, by Flask-Babel: as last chosen, else as the browser prefers; and its days and instants.

What a page says stands in it in both languages, `t('中文', 'English')`, where whoever changes one sees the other. A
catalogue would keep the English in a file of its own, found by its Chinese, and miss in silence what was reworded.
"""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask, request
from flask_babel import Babel, format_date, format_datetime, get_locale

from graphsvc.web.problems import language

LANGUAGES = ("zh", "en")

_DAY = {"zh": "yyyy-MM-dd", "en": "d MMM yyyy"}
_DAY_OF_YEAR = {"zh": "MM-dd", "en": "d MMM"}
_INSTANT = {"zh": "MM-dd HH:mm", "en": "d MMM HH:mm"}
_INSTANT_OF_YEAR = {"zh": "yyyy-MM-dd HH:mm", "en": "d MMM yyyy HH:mm"}


def add(app: Flask) -> None:
    """Let Babel choose the language of each request, and write days and instants in it, by the clock of Shanghai."""
    app.config.update(BABEL_DEFAULT_LOCALE=LANGUAGES[0], BABEL_DEFAULT_TIMEZONE="Asia/Shanghai")
    Babel(app, locale_selector=_chosen)
    app.add_template_filter(day, "day")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(instant, "instant")
    app.add_template_filter(shanghai, "shanghai")


def spoken() -> str:
    """`zh` or `en`."""
    return str(get_locale().language)


def day(value: date | str | None) -> str:
    """A day, also one an answer gives as text, as people read it."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return str(format_date(value, _DAY[spoken()])) if value else ""


def moment(text: str | None) -> str:
    """An instant of an answer without its year; one that ends a day is told as the day."""
    if text is None:
        return ""
    value = datetime.fromisoformat(text)
    if value.strftime("%H%M%S") == "235959":
        return str(format_date(value, _DAY_OF_YEAR[spoken()], rebase=False))
    return str(format_datetime(value, _INSTANT[spoken()], rebase=False))


def instant(text: str) -> str:
    """An instant of an answer with its year."""
    return str(format_datetime(datetime.fromisoformat(text), _INSTANT_OF_YEAR[spoken()], rebase=False))


def shanghai(at: datetime) -> str:
    """An instant of the graph's as people read it here, without its year."""
    return str(format_datetime(at, _INSTANT[spoken()]))


def _chosen() -> str:
    """As this address says, else as was chosen last, else as the browser prefers."""
    asked = (request.args.get("lang"), request.cookies.get("lang"))
    return next((one for one in asked if one in LANGUAGES), None) or language()
