"""The words of a picture, in both languages."""

from __future__ import annotations

WORDS = {
    "zh": {
        "kind": "组织图", "buildings": "{0} 栋", "totals": "{0} 户", "asof": "数据截至 {on} · 第 {revision} 版",
        "households": "户", "vacant": "空缺", "acting": "代理", "hidden": "姓名未公开", "how": "怎样看",
        "dark": "颜色越深,级别越高", "beside": "同一行左右两家管同一处", "place": "管的地方;末级一行一处",
        "left": "左", "right": "右", "middle": "中",
        "same": "兼任:号相同就是同一人", "alarm": "○ 空缺,事情找上一级;◐ 有人代理", "unpublished": "未公开",
        "unnamed": "在任,姓名未经本人同意公开", "gaps": "空缺与代理", "counts": "各级数目", "deputy": "副职主持",
        "gap": "{0} 处", "units": "{0} 个组织", "since": "{0} 起", "never": "从未有人任职", "many": "{0} 处",
        "tier": "{0}级", "more": "还有 {0} 处",
        "continued": "{0} · 续", "shared": "{0} 人兼任",
    },
    "en": {
        "kind": "organisation chart", "buildings": "{0} buildings", "totals": "{0} households",
        "asof": "as of {on} · revision {revision}", "households": "hh", "vacant": "vacant", "acting": "acting",
        "hidden": "name not public", "how": "How to read",
        "dark": "darker is higher", "beside": "side by side: both serve the same place",
        "place": "what they serve; hh: households", "left": "left", "right": "right", "middle": "middle",
        "same": "one person holds both", "alarm": "○ vacant: go one tier up; ◐ acting", "unpublished": "no name",
        "unnamed": "in office, no consent to be named", "gaps": "Vacant and acting", "counts": "How many",
        "deputy": "deputy in charge", "gap": "{0}", "units": "{0} units",
        "since": "since {0}", "never": "never held", "many": "{0} places",
        "tier": "tier {0}", "more": "{0} more", "continued": "{0}, continued", "shared": "{0} with several posts",
    },
}  # fmt: skip
_TIERS = "一二三四五六七八九十"


def words_of(lang: str) -> dict[str, str]:
    """The words of `lang`, else the Chinese ones."""
    return WORDS.get(lang, WORDS["zh"])


def tier_word(tier: int, lang: str) -> str:
    """A tier as people say it: 三级, tier 3."""
    number = _TIERS[tier - 1] if lang != "en" and tier <= len(_TIERS) else str(tier)
    return words_of(lang)["tier"].format(number)
