"""The main menu: the pages its reader may open, by the guard's own table."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from graphsvc.accounts import PUBLIC
from graphsvc.web.auth import allowed, caller

PAGES = (
    ("pages.desk", "查人", "Find"),
    ("pages.desk_dispute", "纠纷", "Disputes"),
    ("pages.buildings", "公示牌", "Boards"),
    ("pages.charts", "组织图", "Chart"),
    ("pages.posts", "换人", "Reassign"),
    ("pages.terms", "换届表", "Term sheet"),
    ("pages.import", "导入导出", "Rosters"),
    ("pages.export", "导出", "Export"),
    ("pages.changes", "变更", "Changes"),
    ("pages.todo", "待办", "To do"),
    ("pages.accounts", "账号", "Accounts"),
)
"""In the order of the menu: the endpoint, and its words."""

LED_TO = {"pages.export": "pages.import"}
"""Pages that need no place in the menu of who may open the other, which leads to them."""


@dataclass(frozen=True, slots=True)
class Item:
    """A page of the menu; `here` where the present page is this one or lies below it."""

    address: str
    zh: str
    en: str
    here: bool


def menu() -> list[Item]:
    """What the caller may open."""
    account = caller()
    role = account.role if account else PUBLIC
    led_to = {page: by for page, by in LED_TO.items() if role in allowed(by)}
    open_to = [
        (url_for(endpoint), zh, en)
        for endpoint, zh, en in PAGES
        if role in allowed(endpoint) and endpoint not in led_to
    ]
    led = next((url_for(by) for page, by in led_to.items() if _is_below(request.path, url_for(page))), request.path)
    here = max((address for address, *_ in open_to if _is_below(led, address)), key=len, default=None)
    return [Item(address, zh, en, address == here) for address, zh, en in open_to]


def _is_below(path: str, address: str) -> bool:
    return path == address or path.startswith(f"{address}/")
