"""What was typed into a form whose session had ended, held until the same person has signed in again.

The csrf token of every form names, signed, whom the form was given to; so a form that comes in without a session still
tells whose it is, and no form needs anything more. It is held in the memory of this process, the only one that `serve`
starts, never in the browser, which others may use next. A field whose name holds `password` is never held.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, unquote, urlsplit

from flask import current_app, g, request, session
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from graphsvc.web.auth import caller

HELD = timedelta(days=3)
"""How long a form is held, and how old the page may be that it comes from: a long weekend."""

MOST_TEXT = 200_000
"""Characters of one form."""

MOST_OF_ONE = 8
MOST = 200
"""Forms held of one person, and of all; the oldest go first."""

_FIELD = "csrf_token"

Values = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class _Form:
    at: float
    values: Values


class Kept:
    """The forms held, each under a name and the path of its page. Safe to use from all threads."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._forms: OrderedDict[tuple[str, str], _Form] = OrderedDict()

    def keep(self, name: str, page: str, values: Values) -> bool:
        """Hold what `name` typed into the form of `page`; False where it is too much to be held."""
        if sum(len(text) for one in values.items(multi=True) for text in one) > MOST_TEXT:
            return False
        with self._lock:
            self._drop((name, page))
            own = [key for key in self._forms if key[0] == name]
            for key in own[: max(0, len(own) - MOST_OF_ONE + 1)]:
                self._drop(key)
            while len(self._forms) >= MOST:
                self._forms.popitem(last=False)
            self._forms[name, page] = _Form(self._clock(), values)
        return True

    def take(self, name: str, page: str) -> Values:
        """What `name` had typed there, given back once; empty where nothing is held."""
        with self._lock:
            form = self._forms.pop((name, page), None)
        return form.values if form and self._clock() - form.at < HELD.total_seconds() else MultiDict()

    def _drop(self, key: tuple[str, str]) -> None:
        self._forms.pop(key, None)


def name_forms(name: str) -> None:
    """Let the forms of the session that begins here name whom they are given to."""
    session[_FIELD] = f"{secrets.token_hex(20)}.{quote(name, safe='')}"


def kept_form() -> Values:
    """What the caller had typed into this page's form before their session ended; empty where they had not.

    A page that holds a form fills it with this; that it is there is told by `base.html`.
    """
    account = caller()
    values = _kept().take(account.name, request.path) if account else MultiDict()
    g.kept_form = bool(values)
    return values


def keep_form() -> str | None:
    """Hold the form this request brings, and tell the address of its page; None where there is nothing to hold.

    The page is where the form was shown, else where it was sent to.
    """
    name = _given_to()
    page = form_page()
    if name is None or page is None:
        return None
    typed = [(field, text) for field, text in request.form.items(multi=True) if _may_be_held(field)]
    return page if typed and _kept().keep(name, urlsplit(page).path, MultiDict(typed)) else None


def is_callers_form() -> bool:
    """Whether the form this request brings was given to who is signed in, in this session or in one before."""
    account = caller()
    return account is not None and account.name == _given_to()


def _given_to() -> str | None:
    signed = URLSafeTimedSerializer(current_app.secret_key or "", salt="wtf-csrf-token")  # as Flask-WTF signs it
    try:
        token = str(signed.loads(request.form.get(_FIELD, ""), max_age=int(HELD.total_seconds())))
    except (BadData, RequestEntityTooLarge):
        return None
    _, named, name = token.partition(".")
    return unquote(name) if named else None


def form_page() -> str | None:
    """The address of the page whose form this request brings, None where it was no page of ours."""
    shown = urlsplit(request.referrer or "")
    there = f"{shown.path}?{shown.query}" if shown.query else shown.path
    return next((one for one in (there, request.path) if one and _is_page(urlsplit(one).path)), None)


def _is_page(path: str) -> bool:
    try:
        endpoint, _ = current_app.create_url_adapter(request).match(path, method="GET")  # type: ignore[union-attr]  # None outside a request
    except HTTPException:
        return False
    return str(endpoint).startswith("pages.")


def _may_be_held(field: str) -> bool:
    return field != _FIELD and "password" not in field


def _kept() -> Kept:
    held: Kept = current_app.extensions["kept"]
    return held
