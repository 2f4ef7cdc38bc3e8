"""An OpenID provider on loopback, that can be made to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey

SECRET = "what-the-provider-knows-us-by-0123456789"
KEY, ANOTHER_KEY = (RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256"}) for _ in range(2))


@dataclass
class Provider:
    """What the provider does when asked: who signs in, and where it lies."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"preferred_username": "ada"})
    lies: dict[str, Any] = field(default_factory=dict)
    issuer: str | None = None
    key: Any = field(default_factory=lambda: KEY)
    alg: str = "RS256"
    refuses: str | None = None
    public: bool = False
    word: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> Flask:
        app = Flask("provider")

        @app.get("/.well-known/openid-configuration")
        def told() -> Response:
            return jsonify(
                issuer=self.issuer or self.address,
                authorization_endpoint=f"{self.address}/authorize",
                token_endpoint=f"{self.address}/token",
                jwks_uri=f"{self.address}/keys",
                id_token_signing_alg_values_supported=["RS256", "HS256", "none"],
            )

        @app.get("/keys")
        def keys() -> Response:
            return jsonify(keys=[KEY.as_dict(private=False)])

        @app.get("/authorize")
        def authorize():
            asked = request.args.to_dict()
            self.asked.append(asked)
            code = secrets.token_urlsafe(8)
            self.codes[code] = asked
            answer = {"error": self.refuses} if self.refuses else {"code": code}
            return redirect(f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state']})}")

        @app.post("/token")
        def token() -> Response | tuple[Response, int]:
            asked = self.codes.pop(request.form.get("code", ""), None)
            who = request.authorization
            proof = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
            if (
                asked is None
                or (who and (who.username, who.password)) != (None if self.public else ("graphsvc", SECRET))
                or asked["code_challenge_method"] != "S256"
                or base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != asked["code_challenge"]
                or request.form["redirect_uri"] != asked["redirect_uri"]
            ):
                return jsonify(error="invalid_grant"), 400
            now = int(time.time())
            claims = {
                "iss": self.address,
                "aud": "graphsvc",
                "sub": "0007",
                "iat": now,
                "exp": now + 300,
                "nonce": asked["nonce"],
                **self.claims,
                **self.lies,
            }
            said = {name: value for name, value in claims.items() if value is not None}
            return jsonify(access_token="x", token_type="Bearer", **{"id_token": self.signed(said)} | self.word)

        return app

    def signed(self, claims: dict[str, Any]) -> str:
        if self.alg == "none":
            parts = (b'{"alg":"none"}', json.dumps(claims).encode(), b"")
            return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts).decode()
        return jwt.encode({"alg": self.alg, "kid": "one"}, claims, self.key, algorithms=[self.alg])
