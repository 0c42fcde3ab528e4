"""What looks like a number and counts nothing: dates, document numbers, list numbers, telephones, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

_CN = "〇○零一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)\d{{2}}|[一二][九〇零OΟ][OΟ{_CN}]{{2}})"
_MONTH = rf"(?:\d{{1,2}}|[{_CN}]{{1,2}})月"
_DAY = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})[日号]"
_THIS = "今年|去年|明年|前年|当年|本年|上年|同年|次年|翌年|上一年度?"
_TO = r"\s*(?:[—–\-~～至到]+)\s*"


class Why(StrEnum):
    """Why a number is no figure; the value is what ``bulletin read --json`` prints."""

    DATE = "date"
    DOCUMENT_NUMBER = "document number"
    LIST_NUMBER = "list number"
    TELEPHONE = "telephone or address"
    TIME = "time of day"
    FILE_NAME = "file name or link"
    ORDINAL = "ordinal"
    TITLE = "title of a document"
    RULE_NUMBER = "article or clause number"
    DAMAGED = "digits lost"
    NO_UNIT = "nothing counted"
    INDEFINITE = "indefinite quantity"
    IDIOM = "idiom"
    REGISTRATION = "registration or page number"
    PLACE = "name of a place"


@dataclass(frozen=True, slots=True)
class SetAside:
    """One stretch of the repaired text that counts nothing."""

    start: int
    end: int
    why: Why


_PATTERNS: tuple[tuple[Why, str], ...] = (
    (Why.FILE_NAME, r"(?:https?://|www\.)[\w\-./?%&=#:~+]+|[\w.\-]{1,64}@[\w.\-]{1,64}|\b[\w\-]+\.(?:jpe?g|png|gif|docx?|xlsx?|pdf|html?|mp4|zip)\b"),
    (Why.REGISTRATION, r"[\u4e00-\u9fff]?ICP[备证]?\s*\d[\d\-号]*|网宣备\s*\d+号?|公网安备\s*\d+号?|许可证[^\d，。]{0,6}\d{5,}|第\s*\d+\s*版|编号[:：]?\s*[A-Za-z]*[\d\-]{4,}|(?:浏览|阅读|点击|访问|下载)(?:量|次数|数|人数)?\s*[:：]\s*\d+\s*次?(?![\d.万亿])|(?:本文|全文|本篇文章|文章)\s*(?:共|约)?\s*\d+字|读完(?:约|需)?\s*\d+分钟|(?<![\d.])\d+\s*人(?:点赞|评论|已赞|收藏|在看|看过|读过)|(?<=[\s|])(?:浏览|阅读|点击|访问|下载|播放)\s*\d+\s*次(?=[\s|\[【]|$)|评论\s*[（(]\d+条?[)）]|统一社会信用代码[:：]?\s*\w{18}"),
    (Why.DOCUMENT_NUMBER, r"[\u4e00-\u9fff]{1,12}[〔\[【(（](?:19|20)\d{2}[〕\]】)）]\s*第?\s*\d+\s*号|[〔\[](?:19|20)\d{2}[〕\]]\s*\d+\s*号|(?:总)?第\s*\d+\s*号(?:令|文件|公告)?|\d+号(?:文件|文|令|公告)"),
    (Why.TELEPHONE, r"(?<![\d.])(?:0\d{2,3}[\-—]\d{7,8}|1[3-9]\d{9}|400[\-—]?\d{3}[\-—]?\d{4}|[48]00\d{7})(?![\d.])|(?:(?:拨打|热线|致电|专线|电话|咨询|举报)“?|铁路)\d{5}”?(?![\d.万亿余多户人名元个件])|(?<![\d.])1\d{4}(?=(?:政务|便民|市民|服务|举报|监督|扶贫|防返贫){0,2}(?:热线|专线|平台))|(?<![\d.])1[12]\d(?=急救|报警|指挥|接警)|(?:电话|热线|手机|传真|QQ|微信|邮编|邮政编码|联系方式|账号|密码)(?:号码?)?[:：]?\s*[\d\-—]{5,}"),
    (Why.DATE, rf"{_YEAR}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*\d{{1,2}}(?!\d)(?:[日号]|(?:[T\s]+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?)"),
    (Why.DATE, r"(?<!\d)(?:19|20)\d{2}/\d{2}(?:年度|学年)"),
    (Why.IDIOM, rf"(?:\d{{1,2}}|[{_CN}]{{1,2}})年(?=[大滚提升整治建设发展]{{0,2}}(?:规划|行动|计划|攻坚|决战|会战))"),
    (Why.DATE, rf"{_YEAR}年?{_TO}(?:{_YEAR}|[{_CN}]{{2}}(?=年度|学年))年?(?:学年|年度|年)?度?"),
    (Why.DATE, r"(?<![〇零一二三四五六七八九十百千万第\d])一[〇零一][〇零一二三四五六七八九]年(?:度|底|初|\d{1,2}月)?"),
    (Why.DATE, r"民国\s*\d{2,3}年(?:\s*\d{1,2}月(?:\s*\d{1,2}日)?)?|(?<![\d.])1[01]\d[-/.](?:0?[1-9]|1[0-2])[-/.]\d{2}(?!\d)|(?<![\d.])1[01]\d年(?:度(?!内)|\s*\d{1,2}月(?:\s*\d{1,2}日)?)|(?<![\d.])1[01]\d年(?=最低生活費|最低生活费)|(?:(?<=[在较比系于至从自，。,\s（(])|(?<=^))1[01]\d年(?:度|底|初)?(?!以上|以来|之久|历史|来|党龄|间|前|后|华诞|大庆|左右|时间)"),  # 113年: of the Republic
    (Why.DATE, r"第\s*\d{1,2}\s*(?:至|到|[—–\-~～])\s*第?\d{1,2}\s*[年月日天周期届批次]|(?<![\d.])(?:\d{1,2}|[一二两三四五六七八九十]{1,2})(?:个月|年|天|周)前(?![\d期后列])"),
    (Why.DATE, rf"(?:{_YEAR}年度?|{_THIS})?\s*(?:{_MONTH}(?:份)?\s*{_DAY}|{_MONTH}份?){_TO}(?:(?:{_YEAR}年)?{_MONTH}(?:份)?(?:\s*{_DAY})?|{_DAY})(?:\s*\d{{1,2}}时)?"),
    (Why.DATE, rf"(?:{_YEAR}年度?|{_THIS})?\s*\d{{1,2}}{_TO}{_MONTH}份?"),
    (Why.DATE, rf"(?:{_YEAR}年度?|{_THIS})\s*{_MONTH}份?(?:\s*{_DAY}|[上中下]旬|月?[底末初中])?(?:\s*\d{{1,2}}时(?:\d{{1,2}}分)?)?"),
    (Why.DATE, rf"(?<![\d{_CN}个.]){_MONTH}(?:份\s*)?(?:{_DAY}|份|[上中下]旬|[底末初中])(?:\s*\d{{1,2}}时(?:\d{{1,2}}分)?)?"),
    (Why.DATE, rf"{_YEAR}\s{{0,3}}年(?:度|底|末|初|中|春季|秋季|学年|上半年|下半年|全年|第?[一二三四1-4]季度)?"),
    (Why.DATE, rf"(?<![\d{_CN}个.])(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?![份个的]?[租均薪供补入])(?!(?:还|能|可|就|下来)*(?:[\u4e00-\u9fff](?<![申认带]))?(?:挣|赚|拿|领))(?=[,，、。;；的\s里至以前后开在]|[\u4e00-\u9fff])"),
    (Why.DATE, r"(?<!提)前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?:月|季度)(?!内)(?=[，,、；;全累共我\u4e00-\u9fff])"),
    (Why.ORDINAL, r"\d(?:\.\d)?级(?:以上)?(?=地震|大风|台风|阵风|余震)|(?:[一二三四1-4]、)?[一二三四五1-5]级(?=以上医院|及以上医院|重度|残疾|医院|道路|河道|管网|公立|综合|乙等|专科|公路|响应|预警|甲等|标准|保护|公益林|考评|伤残|风险)"),
    (Why.DATE, rf"近(?:[两{_CN}]{{1,2}}|\d{{1,2}})(?:个?学)?年(?:来|间|内|以来)?(?!时间|的)|(?:[两{_CN}]{{1,2}}|\d)个学?年来|(?<=[是就])前[一二两三几]天|{_YEAR}[学届](?:年|(?=[\u4e00-\u9fff]))"),
    (Why.ORDINAL, r"(?<![分为共成有设按照个])[一二三四五]类(?=地区|区|标准|补助|县|市)"),
    (Why.ORDINAL, r"(?:[一二三四1-4][、和至\-])+[一二三四1-4]级|(?<![\u4e00-\u9fff])[一二三四五]级(?:[（(][^）)\d]{1,6}[)）])?(?=\s?\d)"),
    (Why.ORDINAL, r"(?<![\d.])\d{1,2}世纪|(?<=[村社寨屯庄])\d{1,2}组(?=村民|农户|居民|群众|脱贫|监测|贫困|[，,。、（(]|$)"),
    (Why.ORDINAL, r"(?:一二|二三|三四)级(?![\u4e00-\u9fff]?联)|(?<![\d.])\d{2,5}网(?![点格店红络箱])"),
    (Why.ORDINAL, r"[三四五]期(?=工程|项目|建设|改造|建成|投产|投运)|(?<=[厂站核场])[三四五]期|三天两头|(?:[一二两三四五六七八九十]{1,2}|\d{1,2})座(?=及[\u4e00-\u9fff]{0,6}以下|以下|小(?:型|客|车|汽|轿))|(?<=[A-Za-z\u4e00-\u9fff]-)\d{1,3}(?=飞机|直升机|型|战机|运输机)"),
    (Why.ORDINAL, r"[一二三四五1-5]级(?=[\u4e00-\u9fff]{0,8}(?:响应|预警|疾控)|指标|目录|及以上[\u4e00-\u9fff]{0,4}公路)|响应[\u4e00-\u9fff]{0,8}[至到为][一二三四1-4]级"),
    (Why.ORDINAL, r"(?<![十百千\d])[一二两三四五六单][口人](?=家庭|住户|小组)|(?<![\d.])\d{3,4}(?=会议室|办公室|教室|房间|诊室)|(?<![\d.])\d{2,4}强(?![化度制])|(?<![\d.])(?:1[0-2]|[1-9])·(?:3[01]|[12]\d|[1-9])(?=[”\"\u4e00-\u9fff])(?![万亿千百余多元亩公人户个吨倍])"),  # 世界500强, 5·20
    (Why.PLACE, r"[国省县乡]道\s?[A-Z]?\d{2,4}(?!\d|\.\d|\s?(?:公里|千米|里|米|条|处))线?|(?<![\d.])[GSXY]?\d{3}[国省县乡]道|(?<![A-Za-z\d])[GS]\d{2,4}(?=[\u4e00-\u9fff]{0,6}(?:高速|公路|线))"),
    (Why.ORDINAL, r"(?<![分为共成有设按照个])[一二三四五](?:档|等)(?=[（(：:\d为]|对象|标准|地区|补助)"),
    (Why.IDIOM, r"[十百千]吨[百千万]人(?:以[上下])?|(?<![\d一二三四五六七八九])[百千万]人(?=供水|饮水)|(?<![\d.一二两三四五六七八九])[百千万]吨级|(?<![\d一二三四五六七八九])[百千万亿]{1,2}级(?=[\u4e00-\u9fff])"),
    (Why.DATE, r"(?:过去|未来|今后|此后|接下来|仅仅|短短)(?:的)?(?:[一二三四五六七八十两]{1,2}|\d{1,2})年(?:里|间|内|来)?(?!以上|多)"),
    (Why.REGISTRATION, r"[（(]?[图页]\s*\d{1,3}\s*/\s*\d{1,3}[）)]?"),
    (Why.DATE, r"第[一二三四1-4](?:季度|学期)|[一二三四]季度|[上下]半年|20世纪\d{2}年代|(?<!\d)\d{2}年代"),
    (Why.ORDINAL, rf"(?:前|后|末|倒数)(?:[两{_CN}]{{1,3}}|\d{{1,3}})(?:名|位|强)(?!干部|书记|同志|第一书记|局长|县长|村民|群众)"),
    (Why.TIME, r"(?:[今明当昨每]?[晚早天日]|[上下]午|凌晨|中午)\d{1,2}[点时](?:半|整|\d{1,2}分)?(?:(?:至|到|[—–\-~])\d{1,2}[点时](?:半|整|\d{1,2}分)?)?|(?<![\d.])\d{1,2}[点时](?=[前后许整半]|左右|钟)|(?<![\d.:])(?<!比例)(?<!比例为)(?<!比为)(?<![比按])(?:[01]?\d|2[0-4]):[0-5]\d(?::\d{2})?(?![\d:]|\.\d)|\d{1,2}时\d{1,2}分|时长\s*\d{1,3}分\d{1,2}秒|(?:上午|下午|晚上|凌晨)\d{1,2}[时点](?:\d{1,2}分|半)?"),
    (Why.ORDINAL, r"第\s*[\d〇零一二三四五六七八九十百]+\s*(?!季度)[\u4e00-\u9fff]?|十[一二三四五六七八九]届[一二三四五六七八九\d]中全会|\d{1,2}届(?=[一二三四五六七八九]{1,2}中全会)|[一二三四五六七八九十]{1,3}届(?:[一二三四五六七八九]{1,2}次)?(?:全会|全国|中央)|“?十[二三四五]五”?(?:规划|时期|期间)?|(?<!\d)[一二三四五六七八九十]+[号]楼|No\.\s*\d+"),
    (Why.ORDINAL, rf"[{_CN}]{{1,3}}届[\u4e00-\u9fff]{{0,4}}?[{_CN}]{{1,3}}次(?:全体)?(?:会议|全会|理事会|代表大会|职代会)"),
    (Why.RULE_NUMBER, r"第[\d一二三四五六七八九十百]+[条款章节项]"),
    (Why.LIST_NUMBER, r"(?:(?<=^)|(?<=\n))[\s|│]*甲(?:[\s|│]+(?:[乙丙丁戊A-Z]|\d{1,2}))+[\s|│]*(?=\n|$)"),
    (Why.LIST_NUMBER, r"(?m)(?:(?<=^)|(?<=[。；;!！\n]))\s*[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）](?=\s*\D)|(?m)(?:(?<=^)|(?<=[。；;:：!！\n ]))\s*(?:\d{1,2}(?:\.\d{1,2}){0,2}[、．]|\d{1,2}(?:\.\d{1,2}){0,2}\.(?=\D)|[一二三四五六七八九十]{1,3}、)|(?:(?<=^)|(?<=[。；;:：，,!！\n\s]))[一二三四五六七八九十]{1,2}(?:是|要(?=[\u4e00-\u9fff]))|[①-⑳]|[（(]\d{1,2}[)）](?=[\u4e00-\u9fff])"),
    (Why.TITLE, r"《[^》]{1,80}》"),
)  # fmt: skip
_COMPILED = tuple(
    (why, re.compile(pattern.removeprefix("(?m)").replace("|(?m)", "|"), re.MULTILINE)) for why, pattern in _PATTERNS
)

_NTH_BATCH = re.compile(r"[一二三四五六]批(?=项目|资金|次|计划)")
_TORN = r"(?:锟斤拷|锟斤|烫烫|屯屯|锘|[ÃÂâ€]{2,})+"  # what a wrong encoding leaves
LOST = "\ufffd□■▇█▆◆◇▓▒░"
DAMAGED = re.compile(
    rf"{_TORN}[.,]?\d[\d.,]*|\d[\d.,]*{_TORN}[\d.,]*|(?<=[\u4e00-\u9fff])\.\d+(?=[万亿%户人名个元吨亩])|\d[\d.,]*[{LOST}]+[\d.,{LOST}]*|[{LOST}]+\.?\d[\d.,{LOST}]*|(?<=[\u4e00-\u9fff，、])[?]+\d[\d.,]*(?=[万亿余多%户人名个元项处家吨所])|\d+[?？*＊]+[\d.,]*(?=[万亿余多%户人名个元项处家吨所公平亩米千头只场条座辆])|[*＊]+\d+(?=[万亿余多%户人名个元])"
)


def set_aside(text: str, places: frozenset[str] = frozenset()) -> list[SetAside]:
    """Stretches that count nothing, in reading order, none overlapping; the longer and earlier one wins.

    ``places`` are names of places that carry a number: 五里村, 示例5镇.
    """
    found = [
        SetAside(match.start() + len(match[0]) - len(match[0].lstrip()), match.end(), why)
        for why, pattern in _COMPILED
        for match in pattern.finditer(text)
        if match[0].strip()
    ]
    found += [SetAside(*match.span(), Why.DAMAGED) for match in DAMAGED.finditer(text)]
    if "二批" in text:  # of two one says 两批: these are the first, the second …
        found += [SetAside(*match.span(), Why.ORDINAL) for match in _NTH_BATCH.finditer(text)]
    if places:
        found += [SetAside(*match.span(), Why.PLACE) for match in _named(places).finditer(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[SetAside] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end > kept[-1].end and one.start == kept[-1].start:
            kept[-1] = one
    return kept


@cache
def _named(places: frozenset[str]) -> re.Pattern[str]:
    """Any of these names, the longest first; not inside a longer number: 二十五里村 is not 五里村."""
    listed = "|".join(re.escape(name) for name in sorted(places, key=len, reverse=True))
    return re.compile(rf"(?<![\d{_CN}百千万两])(?:{listed})")


BLANK, INSIDE = "\x00", "\x01"  # what stands for a blanked stretch: one that parts phrases, one inside a phrase
_INSIDE = frozenset({Why.ORDINAL, Why.IDIOM, Why.TITLE, Why.PLACE})  # 30家三级医院: the rank is part of what is counted


def masked(text: str, spans: list[SetAside]) -> str:
    """The text with those stretches blanked, every other character at its place."""
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = (INSIDE if span.why in _INSIDE else BLANK) * (span.end - span.start)
    return "".join(letters)
