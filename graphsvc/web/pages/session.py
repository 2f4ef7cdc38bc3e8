"""Signing in to the pages: a session holds a token of this day, so that closing an account ends it at once."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Flask, current_app, g, make_response, redirect, render_template, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as Sent

from graphsvc.accounts import OF_BROWSER, Account, Attempts, Presented, add_token, identify, revoke_tokens, sign_in
from graphsvc.errors import Forbidden, TooMany
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web.pages.kept import Kept, form_page, is_callers_form, keep_form, name_forms
from graphsvc.web.pages.speech import spoken
from graphsvc.web.problems import problem, status_of

LASTS = timedelta(hours=12)
"""How long one stays signed in at most."""

IDLE = timedelta(hours=1)
"""How long without a page until one must sign in again."""

_IN_FORMS = ("pages.people_found", "pages.post_people")
"""Parts of pages that stand within a form."""

_REPLACED = {"pages.desk_gaps": "gaps", "pages.post_people": "others"}
"""Parts that take the place of the element of that id, and not of what is in it."""

_ONCE_MORE = ("这一页开得太久了。请再输一次密码。", "This page was open too long. Type the password once more.")


class Someone(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """Who is signed in, by the token their session holds."""

    def __init__(self, secret: str, presented: Presented | None = None) -> None:
        self.secret, self.presented = secret, presented

    def get_id(self) -> str:
        """What the session keeps."""
        return self.secret


def add(app: Flask, pages: Blueprint, store: Store, settings: Settings) -> Attempts:
    """Add signing in and out, and find out before each page who asks.

    Returns the failures to come, which are counted in this process.
    """
    app.secret_key = settings.secret or secrets.token_bytes(32)
    app.config.update(
        PERMANENT_SESSION_LIFETIME=IDLE,
        SESSION_COOKIE_NAME="graphsvc",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        # Only pages are asked with a cookie: each checks for itself, the API takes no cookie at all.
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    manager, csrf, attempts = LoginManager(app), CSRFProtect(app), Attempts()
    app.extensions["kept"] = Kept()

    @manager.user_loader  # type: ignore[untyped-decorator]  # the same
    def load(secret: str) -> Someone | None:
        presented = identify(store, secret, datetime.now(UTC))
        return Someone(secret, presented) if presented is not None and presented.refusal is None else None

    # Of the application and not of the blueprint: the guard comes before what a blueprint does first.
    @app.before_request
    def know() -> None:
        is_page = request.blueprint == pages.name or request.endpoint is None
        if is_page and current_user.is_authenticated:
            known: Presented = current_user.presented
            g.account, g.published, g.token, g.stale_use = known.account, known.published, known.digest, known.stale_use

    @pages.before_request
    def check() -> Sent | tuple[str, int] | None:
        if request.method != "POST":
            return None
        try:
            csrf.protect()
        except CSRFError as error:
            return _of_another_session(error)
        return None

    @pages.get("/signin", endpoint="signin")
    def ask() -> str:
        return asked()

    @pages.post("/signin", endpoint="signin_now")
    def signin() -> Sent | tuple[str, int]:
        name, address = request.form.get("name", "")[:64], request.remote_addr or ""
        try:
            account = sign_in(store, attempts, name, request.form.get("password", "")[:257], address)
        except (Forbidden, TooMany) as error:
            # A name is told on only where an account has it: people type passwords into the wrong field.
            g.refused_actor = name if store.read("account", name=name) else None
            problem(error)
            return asked(error.text(spoken()), name), status_of(error)
        return enter(store, account, request.form.get("next"))

    @pages.post("/signout", endpoint="signout")
    def signout() -> Sent:
        if current_user.is_authenticated:
            revoke_tokens(store, g.account.name, g.token)
        logout_user()
        session.clear()
        return redirect(url_for("pages.signin"))

    return attempts


def enter(store: Store, account: Account, after: str | None) -> Sent:
    """Begin the session of an account whose holder has shown who they are, and go on to `after`."""
    secret = add_token(store, account.name, expires=datetime.now(UTC) + LASTS, note=OF_BROWSER)
    session.clear()
    session.permanent = True
    name_forms(account.name)
    login_user(Someone(secret))
    return redirect(inside(after))


def asked(wrong: str = "", name: str = "", after: str | None = None) -> str:
    """The page of signing in."""
    after = inside(after or request.values.get("next"))
    elsewhere = "oidc" in current_app.extensions
    left = request.args.get("left")
    return render_template("signin.html", wrong=wrong, name=name, after=after, left=left, elsewhere=elsewhere)


def to_sign_in() -> Sent:
    """To the page of signing in, and back here once that is done, with what was typed here."""
    if _is_preview():
        return _preview_later()
    if request.method == "GET":
        here, left = request.full_path.rstrip("?"), "page" if request.cookies.get("graphsvc") else None
    else:
        # Who hasn't signed in is read no larger a form than any other, whatever the page takes of those who have.
        request.max_content_length = current_app.config["MAX_CONTENT_LENGTH"]
        kept, page = keep_form(), form_page()
        here, left = page or url_for("pages.home"), "file" if _brings_file() else "typed" if kept else "page"
    return redirect(url_for("pages.signin", next=here, left=left))


def away() -> Sent:
    """In the place of a part of a page: that one must sign in again, and the way back to all that is typed.

    A part within a form sends that, so that it is kept; else the search that was typed is asked again, or the page.
    It is no page of signing in: a second one would spoil the token of the first.
    """
    if request.endpoint == "pages.desk_found":
        back = url_for("pages.desk", q=request.args.get("q"), matter=request.args.get("matter"))
    else:
        back = form_page() or url_for("pages.home")
    part, in_form = _REPLACED.get(request.endpoint or ""), request.endpoint in _IN_FORMS
    return make_response(render_template("away.html", part=part, in_form=in_form, back=back))


def _of_another_session(error: CSRFError) -> Sent | tuple[str, int]:
    """The answer to a form whose session is over, though its sender may have signed in again beside it.

    Raises `error` for a form that is nobody's.
    """
    if is_callers_form() and _is_preview():
        return _preview_later()
    if is_callers_form() and (page := keep_form()):
        return redirect(page)
    if request.endpoint == "pages.signin_now":
        return asked(_ONCE_MORE[spoken() == "en"], request.form.get("name", "")[:64]), HTTPStatus.BAD_REQUEST
    if request.endpoint == "pages.signout" and not current_user.is_authenticated:
        return redirect(url_for("pages.signin"))
    raise error


def _brings_file() -> bool:
    # By what it says of itself: an upload may be too large to be looked into.
    return request.mimetype == "multipart/form-data"


def _is_preview() -> bool:
    """Whether a part of a page is asked for while its form is still being filled."""
    return request.method == "POST" and "HX-Request" in request.headers


def _preview_later() -> Sent:
    """In that part's place: nothing is taken from under the hands; the form, once sent, is kept as any other is."""
    part = re.sub(r"^[^#]*#|[^\w-]", "", request.headers.get("HX-Target", ""))
    return make_response(render_template("away_form.html", part=part))


def inside(address: str | None) -> str:
    """The address where it is one of this service, else its first page: nobody is sent elsewhere from here."""
    found = urlsplit(address or "")
    inside = not found.scheme and not found.netloc and found.path.startswith("/")
    sound = inside and not found.path.startswith("//") and "\\" not in (address or "")
    return address if sound and address else url_for("pages.home")
