"""What names a graph, and the refusal of what does not."""

from __future__ import annotations

import os
from pathlib import Path

from graphsvc.errors import BadSetting

EMBEDDED = "embedded:"


def folder_of(url: str) -> Path:
    """The folder that `embedded:FOLDER` names. Raises `bad_store` where it names none."""
    folder = url.removeprefix(EMBEDDED)
    if not folder.strip():
        raise no_address()
    # No shell does it for us behind a colon.
    return Path(os.path.expanduser(folder))


def no_address() -> BadSetting:
    """The refusal of an address that names no graph."""
    return BadSetting(
        "bad_store",
        "没有这样的图。GRAPHSVC_STORE 或 --store 应写 embedded:文件夹、neo4j://主机 或 bolt://主机;"
        "用户名和密码写在 GRAPHSVC_NEO4J_USER 和 GRAPHSVC_NEO4J_PASSWORD 里。",
        "No such graph. GRAPHSVC_STORE or --store is embedded:FOLDER, neo4j://HOST or bolt://HOST; a user and password "
        "stand in GRAPHSVC_NEO4J_USER and GRAPHSVC_NEO4J_PASSWORD.",
    )
