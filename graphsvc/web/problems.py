"""Refusals as `application/problem+json`: one table says which refusal is which status."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Any

import orjson
from flask import Flask, Response, g, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from graphsvc import errors
from graphsvc.rosters.faults import BundleRefused
from graphsvc.web.parameters import first_fault

BY_CODE: dict[str, int] = {
    "unauthorized": 401,
    "wrong_password": 401,
    "token_expired": 401,
    "token_revoked": 401,
    "account_exists": 409,
    "last_owner": 409,
    "bad_json": 400,
    "not_json": 415,
    "too_large": 413,
    "no_route": 404,
    "method_not_allowed": 405,
    "oidc_away": 503,
    "picture_busy": 503,
    "picture_timeout": 503,
}
BY_KIND: tuple[tuple[type[errors.GraphsvcError], int], ...] = (
    (errors.NotFound, 404),
    (errors.Outside, 409),
    (errors.BadQuestion, 422),
    (errors.Conflict, 409),
    (BundleRefused, 422),
    (errors.Stale, 412),
    (errors.Forbidden, 403),
    (errors.TooMany, 429),
    (errors.StoreAway, 503),
    (errors.StoreBusy, 503),
    (errors.StoreError, 500),
)
_AGAIN_AFTER = "3"

_PLAIN: dict[int, tuple[str, str, str]] = {
    400: ("bad_request", "请求不完整或写错了。", "The request is malformed."),
    404: ("no_route", "没有这个地址。请核对路径。", "There is nothing at this address. Check the path."),
    405: ("method_not_allowed", "这个地址不接受这种请求。", "This address does not take that method."),
    413: ("too_large", "发送的内容太大。", "What was sent is too large."),
    415: ("not_json", "请以 application/json 发送。", "Send it as application/json."),
}
_BROKEN = ("internal", "程序自身出了差错。请告诉管理员。", "A fault of the program itself. Tell the administrator.")


def _log() -> Any:
    """Writes lines of JSON on standard error: a traceback too, but never the values of its variables."""
    import structlog  # with all it colours traces with; nothing is logged until something fails

    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def status_of(error: errors.GraphsvcError) -> int:
    """The status of a refusal, by its code, else by its kind; a picture not drawn is 500."""
    if error.code in BY_CODE:
        return BY_CODE[error.code]
    return next((status for kind, status in BY_KIND if isinstance(error, kind)), 500)


def language() -> str:
    """`zh` or `en`, as the caller prefers."""
    return request.accept_languages.best_match(["zh", "en"], "zh") or "zh"


def problem(error: errors.GraphsvcError) -> Response:
    """A refusal as a response, in the caller's language."""
    # Told to whoever records refusals once the answer is made.
    g.problem = error.code
    lang = language()
    status = status_of(error)
    response = Response(orjson.dumps(told(error, lang)), status, mimetype="application/problem+json")
    response.headers["Content-Language"] = lang
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="graphsvc"'
    if isinstance(error, errors.TooMany):
        response.headers["Retry-After"] = str(error.after)
    if status == 503:
        response.headers["Retry-After"] = _AGAIN_AFTER
    return response


def told(error: errors.GraphsvcError, lang: str) -> dict[str, object]:
    """A refusal for programs."""
    status = status_of(error)
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": error.code,
        "detail": error.text(lang),
    }
    if error.field:
        body["field"] = error.field
    if isinstance(error, errors.Stale):
        body |= {"revision": error.revision, "changes": error.changes, "others": error.others}
    if isinstance(error, BundleRefused):
        body["faults"] = [
            {"file": one.file, "row": one.row, "column": one.column, "value": one.value, "code": one.code,
             "text": one.en if lang == "en" else one.zh}
            for one in error.faults
        ]  # fmt: skip
    return body


def invalid(error: ValidationError) -> Response:
    """The refusal of a request whose parameters or fields can't be read."""
    return problem(first_fault(error))


def plain(error: HTTPException) -> Response:
    """A refusal of the framework's own, as a problem."""
    status = error.code or 500
    if 300 <= status < 400:
        return Response(status=status, headers={"Location": error.get_response().headers.get("Location", "/")})
    code, zh, en = _PLAIN.get(status, (f"http_{status}", error.name, error.name) if status < 500 else _BROKEN)
    response = problem(errors.GraphsvcError(code, zh, en))
    if status != response.status_code:
        response = problem_as(status, code, zh, en)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def register(app: Flask) -> None:
    """Let every way out of `app` that is no answer be a problem; no traceback leaves the process."""

    def refused(error: errors.GraphsvcError) -> Response:
        if status_of(error) == 503:
            _log().warning("refused", code=error.code, path=request.path)
        elif status_of(error) >= 500:
            _log().error("refused", code=error.code, path=request.path, exc_info=error)
        return problem(error)

    def broken(error: Exception) -> Response:
        _log().error("broken", path=request.path, exc_info=error)
        return problem(errors.GraphsvcError(*_BROKEN))

    app.register_error_handler(errors.GraphsvcError, refused)
    app.register_error_handler(HTTPException, plain)
    app.register_error_handler(Exception, broken)


def problem_as(status: int, code: str, zh: str, en: str) -> Response:
    """A problem of a status no refusal of ours has."""
    response = problem(errors.GraphsvcError(code, zh, en))
    body = orjson.loads(response.data) | {"status": status, "title": HTTPStatus(status).phrase}
    response.status_code = status
    response.data = orjson.dumps(body)
    return response
