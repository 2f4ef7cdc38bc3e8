"""Says when no font here has Chinese: dot would draw silent boxes."""

from __future__ import annotations

import subprocess

WARNING = {
    "zh": "本机没有中文字体,png 和 pdf 里的汉字会成方框。请安装 fonts-noto-cjk。",
    "en": "No font here has Chinese: png and pdf would show boxes. Install fonts-noto-cjk.",
}


def font_warning(lang: str = "zh") -> str | None:
    """A sentence where Chinese can't be drawn on this machine, else None."""
    try:
        # 79c0 is 秀: in every CJK font, in no other.
        asked = ["fc-list", ":charset=79c0", "family"]
        done = subprocess.run(asked, capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return WARNING.get(lang, WARNING["zh"])
    return None if done.stdout.strip() else WARNING.get(lang, WARNING["zh"])
