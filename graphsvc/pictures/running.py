"""Runs dot, with an end to its patience."""

from __future__ import annotations

import subprocess

from graphsvc.errors import GraphsvcError


class PictureError(GraphsvcError):
    """A picture that couldn't be drawn."""

    code = "picture_failed"
    zh = "这张图没能画出来。请告诉管理员。"
    en = "The picture couldn't be drawn. Tell the administrator."


class PictureTimeout(PictureError):
    """dot took too long."""

    code = "picture_timeout"
    zh = "这张图太大,没能按时画完。请选小一点的范围。"
    en = "The picture was too big to draw in time. Choose a smaller part."


class DotMissing(PictureError):
    """Graphviz isn't installed."""

    code = "dot_missing"
    zh = "没有找到 Graphviz 的 dot 命令。请先安装 graphviz。"
    en = "Graphviz's dot wasn't found. Install graphviz."


def run_dot(source: str, format: str, timeout: float) -> bytes:
    """`source` drawn as `format`: `svg`, `png` or `pdf`. Raises `DotMissing`, `PictureTimeout`, `PictureError`."""
    try:
        command = ["dot", f"-T{format}", *(["-Gdpi=144"] if format == "png" else [])]
        done = subprocess.run(command, input=source.encode(), capture_output=True, timeout=timeout, check=False)
    except FileNotFoundError as cause:
        raise DotMissing from cause
    except subprocess.TimeoutExpired as cause:
        raise PictureTimeout from cause
    if done.returncode or not done.stdout:
        raise PictureError
    return done.stdout
