"""Any request the description allows is answered without a fault of the program."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from graphsvc.accounts import Account, add_account
from graphsvc.store import Store
from graphsvc.web import create_app


def test_no_request_breaks_it(embedded: Store) -> None:
    """The service stands whatever is asked, of every route."""
    embedded.clear()
    app = create_app(embedded)
    token = add_account(embedded, Account("owner", "owner"), token=True)
    schema = schemathesis.openapi.from_wsgi("/openapi/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 19
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=15,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def stands(case: schemathesis.Case) -> None:
            said = case.call(headers={"Authorization": f"Bearer {token}"})
            assert said.status_code < 500, (case.formatted_path, case.query, said.text)

        stands()
