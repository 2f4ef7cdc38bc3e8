"""What all pages share: their language, their headers, their refusals, and where each stands."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Sent

from graphsvc.errors import GraphsvcError
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web import problems
from graphsvc.web.auth import allowed, caller
from graphsvc.web.drawn import Drawn
from graphsvc.web.pages import (
    accounts,
    assigning,
    board,
    changes,
    charts,
    desk,
    exports,
    handovers,
    imports,
    oidc,
    password,
    posts,
    session,
    speech,
    terms,
    todo,
)
from graphsvc.web.pages.menu import menu
from graphsvc.web.pages.speech import LANGUAGES, spoken
from graphsvc.web.problems import problem, status_of

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing of a page comes from elsewhere, and no script or style stands within it."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    # What a page shows names people: nothing of it stays behind in the browser of a shared desk.
    "Cache-Control": "no-store",
    "Vary": "Cookie, Accept-Language",
}
_UNREAD = ("这一页没看懂。请退回去再试一次。", "The page could not be read. Go back and try again.")
_TOO_LARGE = (
    "文件太大,没有收下。请分成几份再传。",
    "The file is too large and was not taken. Go back and send it in parts.",
)
_FORMS = ("application/json", "text/html")
_YEAR = 365 * 24 * 3600


def register(app: Flask, store: Store, settings: Settings) -> None:
    """Add the pages; before the guard, since a page's caller is known by the session, not by a token brought along."""
    pages = Blueprint("pages", __name__)
    speech.add(app)
    attempts = session.add(app, pages, store, settings)
    oidc.add(app, pages, store, settings)
    password.add(pages, store, attempts)
    accounts.add(pages, store, app.extensions["notes"])
    desk.add(pages, store)
    board.add(pages, store)
    drawn = Drawn(settings.pictures)
    charts.add(pages, store, settings.picture_timeout, drawn)
    handovers.add(pages, store, settings.limits)
    posts.add(pages, store)
    assigning.add(pages, store, settings.limits)
    changes.add(pages, store, settings.limits)
    todo.add(pages, store, app.extensions["notes"], settings.picture_timeout, drawn)
    terms.add(pages, store, settings, drawn)
    imports.add(pages, store, settings)
    exports.add(pages, store)

    @pages.get("/", endpoint="home")
    def home() -> Sent:
        return redirect(url_for("pages.desk" if _asks() else "pages.buildings"))

    @pages.context_processor
    def said() -> dict[str, Any]:
        lang = spoken()
        known = {"account": caller(), "asks": _asks(), "menu": menu(), "is_kept_form": g.get("kept_form", False)}
        return {"lang": lang, "t": _chosen(lang), "other_language": _other(lang), **known}

    @pages.after_request
    def harden(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        if request.args.get("lang") in LANGUAGES:
            response.set_cookie(
                "lang", request.args["lang"], max_age=_YEAR, samesite="Lax", httponly=True, secure=settings.https
            )
        return response

    def refused(error: GraphsvcError) -> Sent:
        # Told as the API tells it, so that it is recorded as a refusal of the API is.
        told = problem(error)
        if status_of(error) == HTTPStatus.UNAUTHORIZED and "HX-Request" in request.headers and request.method == "GET":
            return session.away()
        if status_of(error) == HTTPStatus.UNAUTHORIZED and request.endpoint != "pages.signin":
            return session.to_sign_in()
        return _page(status_of(error), error.text(spoken()), told)

    def plain(error: HTTPException) -> Sent:
        status = error.code or 500
        if 300 <= status < 400:
            return redirect(error.get_response().headers.get("Location", "/"))
        zh, en = _TOO_LARGE if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else _UNREAD
        return _page(status, en if spoken() == "en" else zh)

    def lost(error: HTTPException) -> Sent:
        # What leads nowhere belongs to no page: a browser is told on one all the same, a program as everywhere.
        if request.path.startswith("/api/") or request.accept_mimetypes.best_match(_FORMS) != "text/html":
            return problems.plain(error)
        sentence = "There is no page at this address." if spoken() == "en" else "这个地址没有页面。请从菜单里找。"
        return harden(make_response(render_template("refused.html", sentence=sentence, **said()), HTTPStatus.NOT_FOUND))

    app.register_error_handler(HTTPStatus.NOT_FOUND, lost)
    pages.register_error_handler(GraphsvcError, refused)
    pages.register_error_handler(HTTPException, plain)
    app.register_blueprint(pages)


def _page(status: int, sentence: str, told: Response | None = None) -> Sent:
    response = make_response(render_template("refused.html", sentence=sentence), status)
    if told is not None and "Retry-After" in told.headers:
        response.headers["Retry-After"] = told.headers["Retry-After"]
    return response


def _asks() -> bool:
    """Whether who is here may ask at the desk."""
    account = caller()
    return account is not None and account.role in allowed("pages.desk")


def _chosen(lang: str) -> Callable[[str, str], str]:
    return lambda zh, en: en if lang == "en" else zh


def _other(lang: str) -> str:
    """This page's address in the other language."""
    args: dict[str, Any] = {key: values for key, values in request.args.lists() if key != "lang"}
    endpoint = request.endpoint or "pages.home"
    return url_for(endpoint, **{**(request.view_args or {}), **args, "lang": "zh" if lang == "en" else "en"})
