"""GET /gaps: which posts are vacant or only acted for, and whom does one call meanwhile?"""

from __future__ import annotations

from flask.testing import FlaskClient

ON = "2026-06-01"


def test_it_works(clerk: FlaskClient) -> None:
    """Vacant heads first, then acting ones, then deputies; with the nearest rung that somebody holds."""
    said = clerk.get(f"/api/v1/gaps?on={ON}")
    assert (said.status_code, said.mimetype) == (200, "application/json")
    told = said.json
    assert (told["vacant"], told["acting"]) == (5, 1)
    assert [(one["post"]["id"], one["state"], one["since"]) for one in told["items"]] == [
        ("m1-head", "vacant", "2026-03-01"),
        ("m3-3-head", "vacant", "2026-03-01"),
        ("p1-head", "vacant", None),
        ("o1-head", "vacant", None),
        ("m3-4-head", "acting", "2026-04-01"),
        ("m2-deputy", "vacant", None),
    ]
    meanwhile = {
        one["post"]["id"]: (one["meanwhile"]["unit"]["id"], one["meanwhile"]["person"]["id"])
        for one in told["items"]
        if one["meanwhile"]
    }
    assert meanwhile == {
        "m1-head": ("m1", "who-geng"),  # their own deputy
        "m3-3-head": ("m2", "who-ding"),  # the tier above
        "m3-4-head": ("m3-4", "who-ji"),  # who acts
        "m2-deputy": ("m2", "who-ding"),
    }


def test_who_stands_in_is_for_those_who_may_ask(public: FlaskClient) -> None:
    """It names people without their consent."""
    assert public.get(f"/api/v1/gaps?on={ON}").status_code == 401


def test_another_day(clerk: FlaskClient) -> None:
    """Before March both were held."""
    told = clerk.get("/api/v1/gaps?on=2026-02-28").json
    assert [one["post"]["id"] for one in told["items"]] == ["p1-head", "o1-head", "m2-deputy"]
