"""What stands between a measure word and its noun and only says which: a name in quotes, a size, what was done."""

from __future__ import annotations

import re

from fangpin.bulletins.words import ends_phrase, noun_at

_QUOTED = re.compile(r"[“\"「『‘][^“”\"「」『』‘’，。；]{1,16}[”\"」』’](?=[\u4e00-\u9fff])")  # 18个“十三五”贫困村
_SIZED = re.compile(  # 98个300户以上搬迁社区, 100所海拔1500米以上农村中小学
    r"(?:海拔|面积|人口|投资|年产)?\d[\d.,]*(?:万|亿)?(?:户|人|元|亩|头|张|千瓦|公里|平方米|米|吨)(?:及?以[上下]|左右)的?(?=[\u4e00-\u9fff])"
)
_OF_NETS = re.compile(r"(?:[2-6]G[、/和]?)+(?=[\u4e00-\u9fff])")  # 11万个4G、5G基站
_FELT_BY = re.compile(  # 18个群众反映强烈的难题
    r"(?:人民|基层)?(?:群众|企业|百姓|居民|村民|社会|市民|职工|老人)[\u4e00-\u9fff]{0,3}(?:反映|关心|关注|期盼|急需|欢迎|喜爱|关切)[\u4e00-\u9fff]{0,6}的(?=[\u4e00-\u9fff])"
)
_OF_LEVELS = re.compile(r"(?:[国省市州县区乡镇村组]{1,2}级[、和及与])+(?=[\u4e00-\u9fff])")  # 60个村级、组级活动场所
_BEING = re.compile(r"以[^，。；;以\d]{1,24}为[^，。；;的\d]{1,8}的(?=[\u4e00-\u9fff])")  # 8个以茶叶为主导产业的产业园
_WHOSE_SIZE = re.compile(  # 105个面积不低于300平方米的服务场所
    r"(?:面积|投资|总额|规模|产值|人口|长度)[\u4e00-\u9fff]{0,6}\d[\d.,]*(?:万|亿)?(?:户|人|元|亩|头|张|千瓦|公里|平方米)(?:及?以[上下]|左右)?的(?=[\u4e00-\u9fff])"
)


def modifier(clause: str, opening: int) -> int | None:
    """Where what only says which ends: a name in quotes, a size, what is at the heart of it, what was done with it."""
    shapes = (_QUOTED, _OF_NETS, _SIZED, _WHOSE_SIZE, _BEING, _OF_LEVELS, _FELT_BY)
    named = next((found for shape in shapes if (found := shape.match(clause, opening))), None)
    if named is not None:
        return named.end()
    verb = _STATE.match(clause, opening) or ends_phrase().match(clause, opening)  # 12个投入使用的车间
    done = _WHICH.match(clause, verb.end()) if verb is not None else None
    return done.end() if done is not None and noun_at(clause, done.end()) is not None else None


_STATE = re.compile(r"疑[为似]|已经?|正在|尚未|还?没有?|未|待|拟|曾")
_WHICH = re.compile(r"[\u4e00-\u9fff]{0,12}?的")
