"""Bodies, matters, steps and exits: published clocks with their source, the rest marked as configuration."""

from __future__ import annotations

Rows = list[dict[str, str]]
_CONFIGURED = "示例配置"

_UTILITIES = {
    "water": "供水", "power": "供电", "road": "道路", "network": "网络", "gas": "供气", "heating": "供暖", "bus": "公交",
    "radio": "广电",
}  # fmt: skip
_SERVICES = {"registration": "户籍办理", "assistance": "社会救助", "allowance": "最低生活保障", "pension": "养老保险"}
_DISPUTES = {
    "noise": ("噪声", "噪声污染防治法第70、86–87条"), "leak": ("漏水", _CONFIGURED), "parking": ("停车", _CONFIGURED),
    "space": ("公共空间", _CONFIGURED), "fees": ("物业费", _CONFIGURED), "family": ("家庭", _CONFIGURED),
    "debt": ("债务", _CONFIGURED), "fight": ("打架", _CONFIGURED),
}  # fmt: skip
_HARDSHIPS = {"illness": "突发疾病", "alone": "独居", "disability": "残疾", "unemployment": "失业"}
_EMERGENCIES = {
    "fire": ("火灾", ["119"]), "violence": ("暴力伤害", ["110", "120"]), "selfharm": ("自伤", ["120", "110"]),
    "gasleak": ("燃气泄漏", ["119"]), "child": ("儿童独处", ["110"]),
}  # fmt: skip


def matters() -> dict[str, Rows]:
    """The files about matters and who handles them."""
    rows: Rows = []
    steps: Rows = []
    for id, name in _UTILITIES.items():
        rows.append(_matter(id, f"{name}报修", "八通", "utility", _CONFIGURED))
        steps.append(_step(id, 1, f"body:utility:{id}", 2, "days", _CONFIGURED))
        steps.append(_step(id, 2, "mgmt:2", 3, "days", _CONFIGURED))
    rows += [_matter(id, name, "大厅服务", "service", _CONFIGURED) for id, name in _SERVICES.items()]
    steps.append(_step("category:大厅服务", 1, "body:hall", 5, "workdays", _CONFIGURED))
    steps.append(_step("category:大厅服务", 2, "mgmt:2", 5, "workdays", _CONFIGURED))
    rows.append(_matter("council", "居民议事", "议事", "deliberation", _CONFIGURED))
    steps += [
        _step("council", 1, "mgmt:3", 7, "days", _CONFIGURED),
        _step("council", 2, "mgmt:2", 7, "days", _CONFIGURED),
    ]
    rows += [_matter(id, f"{name}纠纷", "纠纷", "dispute", source) for id, (name, source) in _DISPUTES.items()]
    for number, tier in enumerate((5, 4, 3), start=1):
        steps.append(_step("category:纠纷", number, f"mgmt:{tier}", 3, "days", _CONFIGURED))
    steps.append(_step("category:纠纷", 1, "party:5", 3, "days", _CONFIGURED, "assist"))
    steps.append(_step("category:纠纷", 4, "mgmt:2", 1, "months", "人民调解工作规范第33条"))
    rows.append(_matter("wages", "欠薪纠纷", "劳动", "dispute", "劳动争议调解仲裁法"))
    steps.append(_step("wages", 1, "mgmt:2", 15, "days", "劳动争议调解仲裁法"))
    rows += [_matter(id, name, "困难", "hardship", _CONFIGURED) for id, name in _HARDSHIPS.items()]
    for number, tier in enumerate((5, 3, 2), start=1):
        steps.append(_step("category:困难", number, f"mgmt:{tier}", 3, "days", _CONFIGURED))
    for id, name in (("land", "土地承包纠纷"), ("forest", "林权纠纷"), ("compensation", "补偿纠纷")):
        rows.append({**_matter(id, name, "迁出地权益", "dispute", "农村土地承包经营纠纷调解仲裁法"), "home": "origin"})
    steps.append(_step("category:迁出地权益", 1, "origin:2", 1, "months", _CONFIGURED))
    steps.append(_step("category:迁出地权益", 2, "origin:1", 1, "months", _CONFIGURED))
    for id, (name, numbers) in _EMERGENCIES.items():
        rows.append(_matter(id, name, "紧急", "emergency", _CONFIGURED))
        for number, called in enumerate(numbers):
            steps.append(_step(id, 1, f"body:{called}", 0, "", _CONFIGURED, "assist" if number else "lead"))
        for number, tier in enumerate((5, 4, 3), start=2):
            steps.append(_step(id, number, f"mgmt:{tier}", 0, "", _CONFIGURED))
    exits = [
        _exit("category:纠纷", "refused", "court", 0, "", "人民调解法"),
        _exit("category:纠纷", "failed", "court", 0, "", "人民调解法"),
        _exit("category:纠纷", "agreed", "court", 30, "days", "人民调解法第33条"),
        _exit("category:纠纷", "crime", "police", 0, "", "治安管理处罚法"),
        _exit("family", "duty", "police", 0, "", "反家庭暴力法第14条"),
        _exit("family", "refused", "court", 72, "hours", "反家庭暴力法第28条"),
        _exit("wages", "failed", "labour", 45, "days", "劳动争议调解仲裁法"),
        _exit("category:迁出地权益", "failed", "arbitration", 60, "days", "农村土地承包经营纠纷调解仲裁法"),
    ]
    return {"bodies": _bodies(), "matters": rows, "steps": steps, "exits": exits}


def _bodies() -> Rows:
    names = {
        "hall": "综合服务大厅", "police": "派出所", "justice": "司法所", "court": "人民法院", "labour": "劳动人事争议仲裁委员会",
        "arbitration": "农村土地承包仲裁委员会", "119": "消防救援", "110": "报警服务", "120": "医疗急救",
    }  # fmt: skip
    called = {"119", "110", "120"}
    rows = [
        {"body": f"x-{kind}", "name": name, "kind": kind, "phone": kind if kind in called else ""}
        for kind, name in names.items()
    ]
    return rows + [
        {"body": f"x-{id}", "name": f"示例{name}单位", "kind": f"utility:{id}", "covers": "yjy"}
        for id, name in _UTILITIES.items()
    ]


def _matter(id: str, name: str, category: str, kind: str, source: str) -> dict[str, str]:
    return {"matter": id, "name": name, "category": category, "kind": kind, "source": source}


def _step(
    matter: str, step: int, handler: str, limit: int, unit: str, source: str, role: str = "lead"
) -> dict[str, str]:
    row = {"matter": matter, "step": str(step), "role": role, "handler": handler, "source": source}
    return {**row, "limit": str(limit), "limit_unit": unit} if limit else row


def _exit(matter: str, when: str, body: str, limit: int, unit: str, source: str) -> dict[str, str]:
    row = {"matter": matter, "when": when, "body": body, "source": source}
    return {**row, "limit": str(limit), "limit_unit": unit} if limit else row
