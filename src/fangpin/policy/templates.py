"""Reading the templates of bulletins: every number a sentence names must be declared, and every figure countable.

Nothing is evaluated here. A template of a place below replaces keys of the one above with the same id.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from fangpin.expressions import (
    Expression,
    ExpressionError,
    Name,
    Type,
    Vocabulary,
    Wording,
    compile_expression,
    did_you_mean,
    nearest,
)
from fangpin.ledgers.area_codes import AREA_DIGITS
from fangpin.policy.fields import Fields
from fangpin.policy.figure_units import FIGURE_UNITS
from fangpin.policy.indicator_entries import Indicator
from fangpin.policy.indicators import Setting, read_indicator
from fangpin.policy.overriding import LayeredEntry
from fangpin.policy.template_entries import (
    BELOW,
    PLACES_OF_TIME,
    RHYTHMS,
    AreaTable,
    At,
    Block,
    ChartBlock,
    Form,
    Heading,
    How,
    Over,
    Parts,
    Ranking,
    Rhythm,
    Said,
    Scale,
    TableColumn,
    Template,
    TemplateFigure,
    Wordings,
)
from fangpin.policy.yaml_reading import WHOLE, Item, Notes

TEMPLATE_KEYS = (
    "id", "zh", "en", "rhythm", "title", "addressed", "forms", "figures", "rankings", "parts", "body", "appendix",
    "product", "mechanism", "off", "why",
)  # fmt: skip
RECKONED: tuple[How, ...] = ("difference", "growth", "share", "mean", "sum", "rest")
TEMPLATE_FIGURE_KEYS = (
    "id", "indicator", "given", "reported", *RECKONED, "at", "over", "unit", "word", "form", "words", "department",
)  # fmt: skip
FORM_KEYS = ("scale", "decimals", "over", "grouping")
RANKING_KEYS = ("id", "figure", "by", "order", "most", "above")
PARTS_KEYS = ("total", "parts", "shares")
BLOCK_KEYS = ("heading", "level", "paragraph", "table", "chart")
WORDINGS_KEYS = ("when", "text")
TABLE_KEYS = ("id", "title", "by", "unit", "columns")
COLUMN_KEYS = ("figure", "zh", "group")
CHART_KEYS = ("title", "kind", "figure", "by", "back")
AT: tuple[At, ...] = ("end", "period_before", "year_before", "year_end")
OVER: tuple[Over, ...] = ("period", "year", "all")
SCALES: tuple[Scale, ...] = ("none", "wan", "yi", "auto")
LEVELS_BELOW = (BELOW, "city", "county", "township", "village")
WORDS_OF_CHANGE = {"difference": ("增加", "减少", "持平"), "growth": ("增长", "下降", "持平")}
_TWO = ("difference", "growth", "share", "mean")
_SLOT = re.compile(r"\{([^{}]*)\}")
_USUAL = {
    "CNY": Form(scale="auto", decimals=2),
    "percent": Form(decimals=2),
}


def read_template_entries(root: Item, notes: Notes, place: str, known: dict[str, LayeredEntry]) -> None:
    """Add the templates of a file."""
    fields = Fields(root, notes, keys=("templates",), what=Wording("a templates file", "文稿模板文件"))
    for item in fields.listed("templates", required=True):
        id_ = Fields(item, notes, keys=TEMPLATE_KEYS, what=Wording("a template", "文稿模板")).identifier()
        if id_:
            known.setdefault(id_, LayeredEntry(id_)).add(place, item, notes)


def read_template(entry: LayeredEntry, around: Setting, notes: Notes, mechanisms: Collection[str]) -> Template | None:
    """The template as its places say together; None if it is switched off or cannot be used (then with notes)."""
    merged: dict[str, Item] = {}
    lines: dict[str, int] = {}
    for _, item in entry.parts:
        merged |= item.entries
        lines |= item.key_lines
    place, last = entry.parts[-1]
    whole = replace(last, entries=merged, key_lines=lines)
    fields = Fields(whole, notes, keys=TEMPLATE_KEYS, what=Wording(f"the template {entry.id}", f"模板 {entry.id}"))
    if fields.truth("off"):
        return None
    before = len(notes.problems)
    found = _Reader(entry.id, fields, around, notes, place, mechanisms).read()
    return found if len(notes.problems) == before else None


class _Reader:
    """One template."""

    def __init__(
        self, id_: str, fields: Fields, around: Setting, notes: Notes, place: str, mechanisms: Collection[str]
    ) -> None:
        self.id, self.fields, self.around, self.notes, self.place = id_, fields, around, notes, place
        self.mechanisms = mechanisms
        self.figures: dict[str, TemplateFigure] = {}
        self.rankings: dict[str, Ranking] = {}
        self.forms: dict[str, Form] = dict(_USUAL)
        self._vocabulary: Vocabulary | None = None

    def read(self) -> Template:
        fields = self.fields
        self._forms()
        for item in fields.listed("figures", required=True):
            self._figure(item)
        for item in fields.listed("rankings"):
            self._ranking(item)
        body = [block for item in fields.listed("body", required=True) if (block := self._block(item))]
        title = self._plain("title", fields)
        return Template(
            id=self.id,
            zh=fields.text("zh"),
            en=fields.text("en"),
            rhythm=cast("Rhythm", fields.choice("rhythm", RHYTHMS)),
            title=title,
            addressed=self._plain("addressed", fields, default=""),
            figures=self.figures,
            rankings=self.rankings,
            parts=tuple(self._parts(item) for item in fields.listed("parts")),
            body=tuple(body),
            appendix=tuple(self._table(item) for item in fields.listed("appendix")),
            product=fields.text("product", default=""),
            mechanism=self._mechanism(),
            place=self.place,
            file=fields.item.file,
            line=fields.item.line,
        )

    def _mechanism(self) -> str:
        word = self.fields.text("mechanism", default="")
        if word and word not in self.mechanisms:
            self._unknown(self.fields.entries["mechanism"], word, self.mechanisms, Wording("mechanism", "机制"))
        return word

    # -- figures --------------------------------------------------------------------------------------------------

    def _forms(self) -> None:
        part = self.fields.part("forms")
        for unit, item in part.entries.items() if part else ():
            if unit not in FIGURE_UNITS:
                self._unknown(item, unit, FIGURE_UNITS, Wording("unit", "单位"))
            else:
                self.forms[unit] = self._form(item)

    def _form(self, item: Item) -> Form:
        fields = Fields(item, self.notes, keys=FORM_KEYS, what=Wording("a form", "数字写法"))
        decimals = fields.text("decimals", default="")
        if decimals and not WHOLE.fullmatch(decimals):
            fields.kind(item, "decimals", Wording("a whole number", "整数"))
            decimals = ""
        return Form(
            scale=cast("Scale", fields.choice("scale", SCALES, default="none") or "none"),
            decimals=int(decimals) if decimals else None,
            over=self._decimal(fields, "over"),
            grouping=fields.truth("grouping"),
        )

    def _decimal(self, fields: Fields, key: str, default: Decimal | None = None) -> Decimal | None:
        raw = fields.text(key, default="")
        try:
            return Decimal(raw) if raw else default
        except InvalidOperation:
            fields.kind(fields.entries[key], key, Wording("a number", "数字"))
            return default

    def _figure(self, item: Item) -> None:
        fields = Fields(item, self.notes, keys=TEMPLATE_FIGURE_KEYS, what=Wording("a figure", "数字"))
        id_ = fields.identifier()
        said = [key for key in ("indicator", "reported", *RECKONED) if fields.get(key)]
        if not id_ or id_ in self.figures or id_ in PLACES_OF_TIME or len(said) != 1:
            what = (
                Wording(
                    f"{id_} must say one of indicator, reported, {', '.join(RECKONED)}", f"{id_} 须写明一种取数方式"
                )
                if id_ not in self.figures and id_ not in PLACES_OF_TIME
                else Wording(f"{id_} is taken", f"{id_} 已被使用")
            )
            self.notes.add(item, what, Wording("see docs/reference/policies.md", "见 docs/reference/policies.md"))
            return
        how = cast("How", {"indicator": "counted"}.get(said[0], said[0]))
        indicator = self._indicator(fields, said[0]) if how in ("counted", "reported") else None
        of = self._of(fields, how, said[0])
        if (indicator is None) == (how in ("counted", "reported")) or (how in RECKONED and not of):
            return
        unit = indicator.unit if indicator else self._unit_of(how, of, fields)
        self.figures[id_] = TemplateFigure(
            id=id_,
            how=how,
            indicator=indicator,
            of=of,
            at=cast("At", fields.choice("at", AT, default="end") or "end"),
            over=cast("Over", fields.choice("over", OVER, default="period") or "period"),
            unit=unit,
            word=fields.text("word", default=_word(unit, how)),
            form=self._form(part) if (part := fields.part("form")) else self.forms.get(unit, Form()),
            words=self._words(fields, how),
            department=fields.text("department", default=""),
            file=item.file,
            line=item.line,
        )

    def _indicator(self, fields: Fields, key: str) -> Indicator | None:
        id_ = fields.text(key)
        known = self.around.entries.get(id_)
        if known is None or known.off:
            if id_ not in self.around.doubt:
                self._unknown(fields.entries[key], id_, self.around.entries, Wording("indicator", "指标"))
            return None
        part = fields.part("given")
        found = Notes()
        indicator = read_indicator(known, self.around, found, given=dict(part.entries) if part else {})
        for problem in found.problems if part else ():
            self.notes.add(part or fields.item, problem.what, problem.remedy)
        if indicator is not None and indicator.open_slots:
            missing = ", ".join(indicator.open_slots)
            what = Wording(f"{id_} needs {missing}", f"指标 {id_} 需要写明 {missing}")
            self.notes.add(
                fields.item, what, Wording(f"add given: {{{missing}: …}}", f"请补充 given: {{{missing}: …}}")
            )
            return None
        if indicator is not None and indicator.kind == "date":
            what = Wording(f"{id_} is a day, not a number", f"指标 {id_} 是日期，不是数字")
            self.notes.add(fields.item, what, Wording("write the day into the sentence", "请在句中直接写明日期"))
            return None
        return indicator

    def _of(self, fields: Fields, how: How, key: str) -> tuple[str, ...]:
        if how not in RECKONED:
            return ()
        words = fields.words(key)
        for word in words:
            if word not in self.figures and not self.fields.notes.problems:
                self._unknown(fields.entries[key], word, self.figures, Wording("figure above", "前面的数字"))
        if (how in _TWO and len(words) != 2) or len(words) < 2:  # noqa: PLR2004 - a pair
            what = Wording(f"{key} needs two figures", f"{key} 需要两个数字")
            self.notes.add(fields.item, what, Wording(f"write {key}: [one, other]", f"请写 {key}: [甲, 乙]"))
            return ()
        if any(word not in self.figures for word in words):
            return ()
        units = {self.figures[word].unit for word in words}
        if len(units) > 1 and how != "mean":
            what = Wording(f"{key} of different units: {', '.join(sorted(units))}", f"{key} 各数单位不同")
            self.notes.add(fields.item, what, Wording("compare like with like", "请使用同一单位的数字"))
        return words

    def _unit_of(self, how: How, of: tuple[str, ...], fields: Fields) -> str:
        if how in ("share", "growth"):
            return "percent"
        unit = fields.text("unit", default="") or self.figures[of[0]].unit
        if unit not in FIGURE_UNITS:
            self._unknown(fields.entries["unit"], unit, FIGURE_UNITS, Wording("unit", "单位"))
        return unit

    def _words(self, fields: Fields, how: How) -> tuple[str, str, str] | None:
        words = fields.words("words")
        if not words:
            return WORDS_OF_CHANGE.get(how)
        if len(words) != 3 or how not in WORDS_OF_CHANGE:  # noqa: PLR2004 - up, down, flat
            what = Wording("words are three, of a difference or a growth", "words 只用于增减，须写三个词")
            self.notes.add(
                fields.item, what, Wording("write words: [up, down, flat]", "请写 words: [增加, 减少, 持平]")
            )
            return None
        return (words[0], words[1], words[2])

    # -- what is said ---------------------------------------------------------------------------------------------

    def _block(self, item: Item) -> Block | None:
        fields = Fields(item, self.notes, keys=BLOCK_KEYS, what=Wording("a block", "段落"))
        if fields.get("heading"):
            return Heading(
                text=self._plain("heading", fields), level=int(fields.choice("level", ("1", "2"), default="1") or 1)
            )
        if fields.get("paragraph"):
            sentences = tuple(self._sentence(one) for one in fields.listed("paragraph"))
            return Said(sentences=sentences, line=item.line)
        if part := fields.part("table"):
            return self._table(part)
        if part := fields.part("chart"):
            return self._chart(part)
        what = Wording("a block says nothing", "段落没有内容")
        self.notes.add(
            item, what, Wording("write heading, paragraph, table or chart", "请写 heading、paragraph、table 或 chart")
        )
        return None

    def _sentence(self, item: Item) -> tuple[Wordings, ...]:
        return tuple(self._wordings(one) for one in (item.items if item.kind == "list" else (item,)))

    def _wordings(self, item: Item) -> Wordings:
        if item.kind == "scalar":
            return Wordings(text=item.raw.strip(), when=None, names=self._named(item), line=item.line)
        fields = Fields(item, self.notes, keys=WORDINGS_KEYS, what=Wording("a wording", "句式"))
        text = fields.need("text")
        when = fields.get("when")
        return Wordings(
            text=text.raw.strip() if text else "",
            when=self._condition(when) if when else None,
            names=self._named(text) if text else (),
            line=item.line,
        )

    def _named(self, item: Item) -> tuple[str, ...]:
        names = tuple(match[1] for match in _SLOT.finditer(item.raw))
        known = {*self.figures, *self.rankings, *PLACES_OF_TIME}
        for name in names:
            if name not in known and not self.around.doubt.everything:
                self._unknown(item, name, known, Wording("figure", "数字"))
        if re.search(r"[{}]", _SLOT.sub("", item.raw)):
            what = Wording("a brace stands alone", "花括号不成对")
            self.notes.add(item, what, Wording("write {figure}", "请写 {数字标识}"))
        digits = re.search(r"[0-9０-９]", _SLOT.sub("", item.raw))
        if digits:
            what = Wording(f"the sentence writes {digits[0]} itself", f"句中直接写了数字 {digits[0]}")
            self.notes.add(
                item, what, Wording("declare it as a figure, so that it is counted", "请声明为数字，由系统统计")
            )
        return names

    def _plain(self, key: str, fields: Fields, *, default: str | None = None) -> str:
        text = fields.text(key, default=default)
        for match in _SLOT.finditer(text):
            if match[1] not in PLACES_OF_TIME:
                self._unknown(fields.entries[key], match[1], PLACES_OF_TIME, Wording("word here", "可用词"))
        return text

    def _condition(self, item: Item) -> Expression | None:
        if self._vocabulary is None:
            self._vocabulary = Vocabulary([Name(id_, "", Type("decimal", None)) for id_ in self.figures])
        text, origin = item.expression()
        try:
            return compile_expression(text, self._vocabulary, origin=origin)
        except ExpressionError as error:
            self.notes.add((error.file or item.file, error.line), error.what, error.remedy)
            return None

    # -- tables, charts, rankings, sums ----------------------------------------------------------------------------

    def _table(self, item: Item) -> AreaTable:
        fields = Fields(item, self.notes, keys=TABLE_KEYS, what=Wording("a table", "表格"))
        columns = []
        for one in fields.listed("columns", required=True):
            column = Fields(one, self.notes, keys=COLUMN_KEYS, what=Wording("a column", "栏目"))
            columns.append(
                TableColumn(
                    figure=self._known(column, "figure"), zh=column.text("zh"), group=column.text("group", default="")
                )
            )
        return AreaTable(
            id=fields.text("id", default=""),
            title=self._plain("title", fields),
            by=fields.choice("by", LEVELS_BELOW),
            unit=fields.text("unit", default=""),
            columns=tuple(columns),
            line=item.line,
        )

    def _chart(self, item: Item) -> ChartBlock:
        fields = Fields(item, self.notes, keys=CHART_KEYS, what=Wording("a chart", "图"))
        kind = cast("Any", fields.choice("kind", ("bar", "line")))
        return ChartBlock(
            title=self._plain("title", fields),
            kind=kind,
            figure=self._known(fields, "figure"),
            by=fields.choice("by", LEVELS_BELOW, default=BELOW) or BELOW,
            back=self._whole(fields, "back", 6),
            line=item.line,
        )

    def _ranking(self, item: Item) -> None:
        fields = Fields(item, self.notes, keys=RANKING_KEYS, what=Wording("a ranking", "排名"))
        id_ = fields.identifier()
        self.rankings[id_] = Ranking(
            id=id_,
            figure=self._known(fields, "figure"),
            by=fields.choice("by", LEVELS_BELOW),
            descending=fields.choice("order", ("most", "fewest"), default="most") != "fewest",
            most=self._whole(fields, "most", 3),
            above=self._decimal(fields, "above", Decimal(0)) or Decimal(0),
            line=item.line,
        )

    def _parts(self, item: Item) -> Parts:
        fields = Fields(item, self.notes, keys=PARTS_KEYS, what=Wording("parts of a total", "分项合计"))
        parts = fields.words("parts")
        for word in parts:
            if word not in self.figures:
                self._unknown(item, word, self.figures, Wording("figure", "数字"))
        shares = fields.truth("shares")
        return Parts(total=self._known(fields, "total"), parts=parts, shares=shares, line=item.line)

    def _known(self, fields: Fields, key: str) -> str:
        word = fields.text(key)
        if word and word not in self.figures:
            self._unknown(fields.entries[key], word, self.figures, Wording("figure", "数字"))
        return word

    def _whole(self, fields: Fields, key: str, default: int) -> int:
        raw = fields.text(key, default="")
        if raw and not WHOLE.fullmatch(raw):
            fields.kind(fields.entries[key], key, Wording("a whole number", "整数"))
            return default
        return int(raw) if raw else default

    def _unknown(self, item: Item, word: str, known: Iterable[str], kind: Wording) -> None:
        listed = list(known)
        guess = nearest(word, listed)
        remedy = did_you_mean(guess) or Wording(f"declare the {kind.en} first", f"请先声明该{kind.zh}")
        self.notes.add(item, Wording(f"there is no {kind.en} {word}", f"没有{kind.zh} {word}"), remedy)


_MEASURES = {
    "county": "个县（市、区）", "event": "场次", "facility": "所", "item": "项", "organisation": "个", "post": "个",
    "project": "个", "village": "个村", "township": "个乡镇", "CNY_per_household": "元", "CNY_per_person": "元",
    "CNY_per_month": "元", "site": "处",
}  # fmt: skip


def _word(unit: str, how: How) -> str:
    """What stands behind the number of a unit; a difference of percentages is in points."""
    if unit == "percent":
        return "个百分点" if how == "difference" else "%"
    return _MEASURES.get(unit) or FIGURE_UNITS[unit].zh


def levels_named(template: Template) -> tuple[str, ...]:
    """The levels below its own area that a template counts at: :data:`BELOW` as it is, then the widest first."""
    named = {t.by for t in (*template.appendix, *(b for b in template.body if isinstance(b, AreaTable)))}
    named |= {r.by for r in template.rankings.values()}
    named |= {b.by for b in template.body if isinstance(b, ChartBlock) and b.kind == "bar"}
    return tuple(level for level in (BELOW, *AREA_DIGITS) if level in named)


def read_templates(
    entries: Mapping[str, LayeredEntry], around: Setting, notes: Notes, mechanisms: Collection[str]
) -> dict[str, Template]:
    """All templates of a place that are on; ``mechanisms`` are those declared, by id."""
    found = ((id_, read_template(entry, around, notes, mechanisms)) for id_, entry in entries.items())
    return {id_: template for id_, template in found if template is not None}
