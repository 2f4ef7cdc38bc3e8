"""The words of a notice board, in both languages."""

from __future__ import annotations

WORDS: dict[str, dict[str, object]] = {
    "zh": {
        "board": "公示牌", "order": ["先找", "再找", "还可找"], "vacant": "○ 空缺", "duty": "值班电话", "up": "请找上一级",
        "entrances": "个单元", "households": "户", "first": "急事先打", "size": 32,
        "fire": "火", "police": "警", "ambulance": "急救",
        "complain": "监督电话", "of": "更新 {on} · 第 {revision} 版", "consent": "姓名经本人同意公开;换人就换牌",
        "scan": "扫码查看",
    },
    "en": {
        "board": "Notice board", "order": ["First call", "Then", "Or"], "vacant": "○ vacant", "duty": "Duty phone",
        "up": "call the next", "entrances": "entrances", "households": "homes", "first": "Urgent", "size": 28,
        "fire": "Fire", "police": "Police", "ambulance": "Medical", "complain": "To complain",
        "of": "As of {on} · revision {revision}", "consent": "Names stand here by consent; a new holder, a new board",
        "scan": "Scan to read",
    },
}  # fmt: skip


def words_of(lang: str) -> dict[str, object]:
    """The words of `lang`, else the Chinese ones."""
    return WORDS.get(lang, WORDS["zh"])
