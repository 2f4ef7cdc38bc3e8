"""Where a number comes from, as it is shown beside it."""

from __future__ import annotations

CONFIGURATION = "configuration 示例配置"
MEDIATION = "人民调解工作若干规定 第33条:约一个月,双方同意可延长"
MEDIATION_STOP = "人民调解法 第26条:调解不成即终止,告知仲裁、行政、司法途径"
JUDICIAL = "人民调解法 第33条:三十日内共同申请司法确认;法院3日内受理,15日(可延10日)内决定"
HOTLINE = "城市12345热线条例(济南、潍坊):5个工作日,归属确定后不得退回"
PETITION = (
    "信访工作条例 第22–23、34–36条:15日内登记告知;转送有异议的5个工作日内说明理由;"
    "60日(可延30日)内办结;不服的30日内申请复查、复核,各30日内办结"
)
LABOUR_MEDIATION = "劳动争议调解仲裁法:调解15日"
LABOUR_AWARD = "劳动争议调解仲裁法:仲裁45日(可延15日)"
LABOUR_SUIT = "劳动争议调解仲裁法:15日内起诉"
LAND_AWARD = "农村土地承包经营纠纷调解仲裁法:仲裁60日(可延30日)"
LAND_SUIT = "农村土地承包经营纠纷调解仲裁法:30日内起诉"
LAND_TERM = "农村土地承包经营纠纷调解仲裁法:二年内申请仲裁"
PROTECTION = "反家庭暴力法 第28条:人身安全保护令72小时,紧急的24小时"
FAMILY_REPORT = "反家庭暴力法 第14条:受害人未成年或能力受限的,应当报案"
NIGHT = "噪声污染防治法 第70、86–87条:夜间(22:00–6:00)先劝阻、调解并逐次记录,不成的由公安处理"
POLICE = "涉嫌犯罪或扰乱治安的,交公安机关"
RESIDENTS = "城市居民委员会组织法"
