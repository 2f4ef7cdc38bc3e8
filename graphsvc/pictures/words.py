"""The words of a picture, in both languages."""

from __future__ import annotations

WORDS = {
    "zh": {
        "came": "新设", "went": "撤销", "moved": "调整", "vacated": "新空缺", "filled": "补上", "changed": "换人",
        "gone": "已撤销", "over": "超载 {0} 户", "stale": "公示牌待换", "changes": "{0} 至 {1} 的变化",
        "compared": "与 {0} 相比", "no_changes": "没有变化",
        "any_matter": "办事", "ladder_title": "{0}:找谁、多久", "reported": "登记 {0}",
        "nobody": "各级都没有人在任,请找服务大厅。", "ring": "现在请找", "recused": "回避", "missing": "没有",
        "lead": "主办", "later": "未到", "climbs": "不在这里等,上移一级", "limit": "限{0}{1}", "unit_hours": "小时",
        "unit_days": "天", "unit_workdays": "个工作日", "unit_months": "个月", "due": "{0} 前", "assist": "协办",
        "exits": "出口", "steps": "办理步骤", "when_refused": "拒绝调解", "when_failed": "调解不成",
        "when_agreed": "达成协议", "when_crime": "涉嫌违法", "when_duty": "报告义务", "when_anytime": "随时",
        "next_to": "并排", "body": "机构", "held": "", "posts_of": "担任的全部职务", "posts": "{0} 个职务",
        "head": "正职", "member": "委员", "serves": "服务", "floor": "{0}层", "doors": "{0} 户门", "empty": "无人居住",
        "who": "谁负责", "none": "没有", "poster": "总览", "doors_kind": "每一户", "building": "楼栋",
        "kind": "组织图", "buildings": "{0} 栋", "totals": "{0} 户", "asof": "数据截至 {on} · 第 {revision} 版",
        "households": "户", "vacant": "空缺", "acting": "代理", "hidden": "姓名未公开", "how": "怎样看",
        "dark": "颜色越深,级别越高", "beside": "同一行左右两家管同一处", "place": "管的地方;末级一行一处",
        "left": "左", "right": "右", "middle": "中",
        "same": "兼任:号相同就是同一人", "alarm": "○ 空缺,事情找上一级;◐ 有人代理", "unpublished": "未公开",
        "unnamed": "在任,姓名未经本人同意公开", "gaps": "空缺与代理", "counts": "各级数目", "deputy": "副职主持",
        "gap": "{0} 处", "hidden_units": "下有 {0} 个组织", "hidden_few": "下有{0}个", "units": "{0} 个组织", "since": "{0} 起", "never": "从未有人任职", "many": "{0} 处",
        "tier": "{0}级", "more": "还有 {0} 处",
        "continued": "{0} · 续", "shared": "{0} 人兼任",
    },
    "en": {
        "came": "new", "went": "gone", "moved": "moved", "vacated": "now vacant", "filled": "filled",
        "changed": "new holder", "gone": "gone", "over": "{0} hh, too many", "stale": "board is stale",
        "changes": "Changes from {0} to {1}", "compared": "compared with {0}", "no_changes": "no changes",
        "any_matter": "any matter", "ladder_title": "{0}: whom, by when", "reported": "reported {0}",
        "nobody": "Nobody holds a post here. Ring the hall.", "ring": "Ring now:", "recused": "stands aside",
        "missing": "none", "lead": "leads", "later": "not yet", "climbs": "goes one tier up at once",
        "limit": "within {0} {1}", "unit_hours": "h", "unit_days": "days", "unit_workdays": "workdays",
        "unit_months": "months", "due": "by {0}", "assist": "helps:", "exits": "Ways out", "steps": "Steps",
        "when_refused": "refused", "when_failed": "failed", "when_agreed": "agreed", "when_crime": "a crime",
        "when_duty": "duty to report", "when_anytime": "any time", "next_to": "beside", "body": "body", "held": "",
        "posts_of": "all posts held", "posts": "{0} posts", "head": "head", "member": "member", "serves": "serves",
        "floor": "{0}F", "doors": "{0} doors", "empty": "nobody lives here", "who": "Who answers", "none": "none",
        "poster": "overview", "doors_kind": "every door", "building": "building",
        "kind": "organisation chart", "buildings": "{0} buildings", "totals": "{0} households",
        "asof": "as of {on} · revision {revision}", "households": "hh", "vacant": "vacant", "acting": "acting",
        "hidden": "name not public", "how": "How to read",
        "dark": "darker is higher", "beside": "side by side: both serve the same place",
        "place": "what they serve; hh: households", "left": "left", "right": "right", "middle": "middle",
        "same": "one person holds both", "alarm": "○ vacant: go one tier up; ◐ acting", "unpublished": "no name",
        "unnamed": "in office, no consent to be named", "gaps": "Vacant and acting", "counts": "How many",
        "deputy": "deputy in charge", "gap": "{0}", "hidden_units": "{0} units below", "hidden_few": "+{0} below", "units": "{0} units",
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
