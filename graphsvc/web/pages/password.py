"""One's own password, changed by whoever is signed in and knows the old one."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Sent

from graphsvc.accounts import Attempts, change_password
from graphsvc.errors import GraphsvcError, bad_question
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.pages.speech import spoken
from graphsvc.web.problems import problem, status_of


def add(pages: Blueprint, store: Store, attempts: Attempts) -> None:
    """Add the page of changing one's password."""

    @pages.get("/password", endpoint="password")
    def ask() -> str:
        return render_template("password.html", wrong=None, done=request.args.get("done"))

    @pages.post("/password", endpoint="password_now")
    def change() -> Sent | tuple[str, int]:
        old, new, again = (request.form.get(field, "") for field in ("password", "new_password", "new_password_again"))
        try:
            if new != again:
                raise _not_twice()
            change_password(store, attempts, signed_in().name, old, new, request.remote_addr or "", g.get("token", ""))
        except GraphsvcError as error:
            problem(error)
            return render_template("password.html", wrong=_told(error), code=error.code), status_of(error)
        return redirect(url_for("pages.password", done=1))


def _not_twice() -> GraphsvcError:
    return bad_question(
        "not_the_same_twice",
        "new_password_again",
        "两次输的新密码不一样。请再输一遍。",
        "The new password was not the same twice. Type it again.",
    )


def _told(error: GraphsvcError) -> str:
    """What is told here of a refusal: who is signed in knows their name, so it is the old password that is wrong."""
    en = spoken() == "en"
    if error.code == "wrong_password":
        return "The old password is not right. Type it once more." if en else "原来的密码不对。请再输一次。"
    return error.text("en" if en else "zh")
