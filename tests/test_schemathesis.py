"""Any request the description allows is answered without a fault of the program."""

from __future__ import annotations

import re

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from graphsvc.accounts import Account, add_account, add_token
from graphsvc.store import Store
from graphsvc.web import create_app


def test_no_request_breaks_it(embedded: Store) -> None:
    """The service stands whatever is asked, of every route."""
    embedded.clear()
    app = create_app(embedded)
    add_account(embedded, Account("owner", "owner"))
    schema = schemathesis.openapi.from_wsgi("/openapi/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    routes = [rule for rule in app.url_map.iter_rules() if rule.endpoint in app.view_functions]
    asked = {(rule.rule, method) for rule in routes for method in rule.methods - {"HEAD", "OPTIONS"}}
    beside = {(rule.rule, "GET") for rule in routes if re.match(r"/(openapi|static)", rule.rule)}
    assert len(operations) == len(asked - beside)
    for operation in operations:
        # One of them is signing out, so each has a token of its own.
        headers = {"Authorization": f"Bearer {add_token(embedded, 'owner')}"}

        @given(case=operation.as_strategy())
        @settings(
            max_examples=15,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def stands(case: schemathesis.Case) -> None:
            said = case.call(headers=headers)  # noqa: B023
            assert said.status_code < 500, (case.formatted_path, case.query, said.text)

        stands()
