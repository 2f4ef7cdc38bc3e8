"""Signing in with an account of the organisation's own, at its OpenID provider: only where one is set.

The provider says who somebody is, and no more: what it calls them must be the name of an account there is already.
State, nonce and PKCE are Authlib's; issuer, audience and the algorithms are held to what was set.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from flask import Blueprint, Flask, current_app, g, request, session, url_for
from werkzeug.wrappers import Response as Sent

from graphsvc.accounts import Account, account_named
from graphsvc.errors import Forbidden, GraphsvcError, NotFound
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web.pages.pace import Pace
from graphsvc.web.pages.session import asked, enter
from graphsvc.web.pages.speech import spoken
from graphsvc.web.problems import problem, status_of

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Those by which a provider alone can sign: not `none`, and none for which its public key or our secret would do."""

_WAITS = 10
"""Seconds the provider is given."""

_AFTER = "oidc_next"
_LONGEST = 1000


class Provider:
    """The provider that was set, by Authlib."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        from authlib.integrations.flask_client import OAuth

        self._issuer, self._claim, self._id = settings.oidc_issuer or "", settings.oidc_claim, settings.oidc_client_id
        self._scheme = "https" if settings.https else None
        self._client: Any = OAuth(app).register(
            "oidc",
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=self._issuer.rstrip("/") + "/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "default_timeout": _WAITS,
                # Without a secret one is known by the code's verifier alone.
                **({} if settings.oidc_client_secret else {"token_endpoint_auth_method": "none"}),
            },
        )

    def ask(self) -> Sent:
        """To the provider. Raises `oidc_away`, `oidc_refused`."""
        for begun in [key for key in session if key.startswith("_state_oidc_")]:
            session.pop(begun)  # one at a time: a cookie holds no more
        back = url_for("pages.oidc_back", _external=True, _scheme=self._scheme)
        with _ours():
            self._known()
            return cast(Sent, self._client.authorize_redirect(back))

    def answer(self) -> str:
        """The account's name in what the provider sends back with somebody. Raises `oidc_away`, `oidc_refused`."""
        must = {"iss": {"essential": True, "value": self._issuer}, "aud": {"essential": True, "value": self._id}}
        with _ours():
            self._known()
            claims = self._client.authorize_access_token(claims_options=must).get("userinfo") or {}
        name = claims.get(self._claim)
        sure = self._claim != "email" or claims.get("email_verified") is True
        if not isinstance(name, str) or not name or not sure:
            raise _refused()
        return name

    def _known(self) -> None:
        """What the provider tells of itself, read once: it must be who was set."""
        told = self._client.load_server_metadata()
        if told.get("issuer") != self._issuer:
            raise _refused()
        offered = told.get("id_token_signing_alg_values_supported") or ["RS256"]
        told["id_token_signing_alg_values_supported"] = [one for one in offered if one in _ALGORITHMS]


@contextmanager
def _ours() -> Iterator[None]:
    """What goes wrong on the way to the provider, or in what it says, as refusals of ours."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        yield
    except RequestException as error:
        raise GraphsvcError(
            "oidc_away",
            "单位的登录服务暂时连不上。请过一会儿再试,或用密码登录。",
            "The organisation's sign-in can't be reached. Try again later, or use a password.",
        ) from error
    # What isn't of the form it should have fails within Authlib as it comes: by its type, by what it lacks.
    except (AuthlibBaseError, JoseError, RuntimeError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise _refused() from error


def add(app: Flask, pages: Blueprint, store: Store, settings: Settings) -> None:
    """Add the way to the provider and back; where none is set, there is nothing at either address."""
    if settings.oidc_issuer:
        app.extensions["oidc"] = Provider(app, settings)
    pace = Pace()

    @pages.get("/signin/oidc", endpoint="oidc")
    def away() -> Sent | tuple[str, int]:
        provider, after = _provider(), request.args.get("next", "")[:_LONGEST]
        try:
            pace.count(request.remote_addr or "")
            sent = provider.ask()
        except GraphsvcError as error:
            return _told(error, after)
        session[_AFTER] = after
        return sent

    @pages.get("/signin/oidc/back", endpoint="oidc_back")
    def back() -> Sent | tuple[str, int]:
        provider, after = _provider(), session.get(_AFTER)
        try:
            pace.count(request.remote_addr or "")
            account = _account(store, provider.answer())
        except GraphsvcError as error:
            return _told(error, after)
        return enter(store, account, after)


def _provider() -> Provider:
    found: Provider | None = current_app.extensions.get("oidc")
    if found is None:
        raise NotFound("no_route", "这里没有设单位账号登录。请用密码登录。", "No provider is set here. Use a password.")
    return found


def _account(store: Store, name: str) -> Account:
    account = account_named(store.read, name)
    if account is None:
        g.refused_actor = name if store.read("account", name=name) else None
        raise Forbidden(
            "oidc_no_account",
            f"单位账号“{name[:64]}”在这里还没有账号。请找所有者开一个。",
            f'"{name[:64]}" has no account here. Ask an owner for one.',
        )
    return account


def _refused() -> Forbidden:
    return Forbidden(
        "oidc_refused",
        "单位那边没能确认是您。请再登录一次,或用密码登录。",
        "The organisation's sign-in did not confirm who you are. Sign in again, or use a password.",
    )


def _told(error: GraphsvcError, after: str | None) -> tuple[str, int]:
    problem(error)
    return asked(error.text(spoken()), after=after), status_of(error)
