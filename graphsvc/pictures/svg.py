"""What dot leaves out of an SVG for those who do not see it: a title, a description, the language."""

from __future__ import annotations

import re
from html import escape

from graphsvc.pictures.text import clean

_STYLE = "svg a{text-decoration:none}a:focus{outline:2px solid #1D4E89}"


def finish(drawn: bytes, title: str, description: str, lang: str) -> bytes:
    """`drawn` with a title and description of its own instead of those dot makes from its names for nodes."""
    text = drawn.decode()
    # No name can hold what is looked for here: dot writes every < of a text as &lt;.
    text = re.sub(r"<!--.*?-->\n?", "", text, flags=re.DOTALL)
    text = re.sub(r"<title>[^<]*</title>\n?", "", text)
    told = f"<title>{escape(clean(title))}</title>\n<desc>{escape(clean(description, 2000))}</desc>\n"
    told += f"<style>{_STYLE}</style>\n"
    head = re.search(r"<svg [^>]*>\n?", text)
    assert head is not None
    opened = head[0].rstrip().removesuffix(">") + f' xml:lang="{lang}">\n'
    return (text[: head.start()] + opened + told + text[head.end() :]).encode()
