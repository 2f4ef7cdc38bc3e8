"""The tables of bodies and matters. Nothing here stands for a slogan whose expansion was never published."""

from __future__ import annotations

from graphsvc.rosters.sample.laws import CONFIGURATION, LAND_AWARD, MEDIATION, NIGHT, PROTECTION, RESIDENTS
from graphsvc.rosters.sample.places import COMMUNITY, COUNTY, SUBDISTRICT
from graphsvc.rosters.sample.units import duty_phone

UTILITIES = (
    ("water", "水", "Water"),
    ("power", "电", "Power"),
    ("road", "路", "Road"),
    ("network", "网", "Network"),
    ("gas", "气", "Gas"),
    ("heating", "暖", "Heating"),
    ("bus", "公交", "Bus"),
    ("broadcast", "广电", "Radio and TV"),
)

# 110, 119, 120 and 12345 are the nation's; no other number here can be dialled. id, name, kind, phone, covers
BODIES: tuple[tuple[str, str, str, str | None, str | None], ...] = (
    ("e110", "110 报警", "emergency:110", "110", None),
    ("e119", "119 火警", "emergency:119", "119", None),
    ("e120", "120 急救", "emergency:120", "120", None),
    ("hotline", "12345 热线", "hotline", "12345", None),
    ("hall", "怡居苑综合服务大厅(示例)", "hall", duty_phone(301), COMMUNITY),
    ("mediation", "怡居苑人民调解委员会(示例)", "mediation", duty_phone(302), COMMUNITY),
    ("justice", "示例街道司法所", "justice", duty_phone(303), SUBDISTRICT),
    ("police", "示例街道派出所", "police", duty_phone(304), SUBDISTRICT),
    ("police-county", "忻府区公安机关(示例)", "police", duty_phone(305), COUNTY),
    ("court", "忻府区人民法院(示例)", "court", duty_phone(306), COUNTY),
    ("petition", "忻府区信访部门(示例)", "petition", duty_phone(307), COUNTY),
    ("labour", "忻府区劳动争议仲裁机构(示例)", "labour_arbitration", duty_phone(308), COUNTY),
    ("land", "忻府区农村土地承包仲裁机构(示例)", "land_arbitration", duty_phone(309), COUNTY),
    *(
        (f"utility-{slug}", f"示例{name}服务单位", f"utility:{slug}", duty_phone(400 + index), COMMUNITY)
        for index, (slug, name, _) in enumerate(UTILITIES, 1)
    ),
)

_SERVICES = (
    ("household-registration", "户籍办理", "Household registration"),
    ("social-assistance", "社会救助申请", "Social assistance"),
    ("minimum-living", "最低生活保障申请", "Minimum living guarantee"),
    ("medical-insurance", "医疗保险参保", "Medical insurance"),
    ("pension", "养老保险办理", "Pension"),
)
_DISPUTES = (
    ("noise", "噪声", "Noise", NIGHT),
    ("leak", "漏水", "Leak", MEDIATION),
    ("parking", "停车", "Parking", MEDIATION),
    ("common-space", "公共空间占用", "Common space", MEDIATION),
    ("fees", "费用", "Fees", MEDIATION),
    ("family", "家庭纠纷", "Family", PROTECTION),
    ("debt", "借贷", "Debt", MEDIATION),
    ("wages", "工资", "Wages", "劳动争议调解仲裁法"),
    ("fight", "打架", "Fight", MEDIATION),
)
_HARDSHIPS = (
    ("sudden-illness", "突发疾病", "Sudden illness"),
    ("living-alone", "独居", "Living alone"),
    ("disability", "残疾", "Disability"),
    ("unemployment", "失业", "Unemployment"),
)
_EMERGENCIES = (
    ("fire", "火灾", "Fire"),
    ("violence", "暴力", "Violence"),
    ("self-harm", "自伤", "Self-harm"),
    ("gas-leak", "燃气泄漏", "Gas leak"),
    ("child-alone", "儿童独自在家", "Child alone"),
)
_DELIBERATIONS = (
    ("residents-meeting", "居民议事", "Residents' deliberation"),
    ("common-income", "公共收益使用", "Use of common income"),
)

# id, name, English name, category, kind, home, source
MATTERS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    *((slug, f"{name}(八通)", en, "八通", "utility", "here", CONFIGURATION) for slug, name, en in UTILITIES),
    *((slug, name, en, "办事", "service", "here", CONFIGURATION) for slug, name, en in _SERVICES),
    *((slug, name, en, "议事", "deliberation", "here", RESIDENTS) for slug, name, en in _DELIBERATIONS),
    *((slug, name, en, "纠纷", "dispute", "here", source) for slug, name, en, source in _DISPUTES),
    *((slug, name, en, "困难", "hardship", "here", CONFIGURATION) for slug, name, en in _HARDSHIPS),
    *((slug, name, en, "紧急", "emergency", "here", CONFIGURATION) for slug, name, en in _EMERGENCIES),
    ("land", "土地承包", "Land contract", "迁出地", "dispute", "origin", LAND_AWARD),
    ("forest", "林地", "Forest land", "迁出地", "dispute", "origin", LAND_AWARD),
    ("compensation", "搬迁补偿", "Compensation", "迁出地", "dispute", "origin", LAND_AWARD),
)
