"""What can be wrong with an expression, worded in English and Chinese.

An error is data (problem, place, details); the sentences below are one way to say it.
"""

from __future__ import annotations

from fangpin.expressions.wording import Origin, Wording

# problem -> (what is wrong, what to do now). Every place in braces is a detail of the error.
MESSAGES: dict[str, tuple[Wording, Wording]] = {
    "empty": (Wording("the expression is empty", "表达式为空"), Wording("write a condition", "请写出条件")),
    "too_long": (
        Wording(
            "the expression has {length} characters, {limit} are allowed", "表达式有 {length} 个字符，最多 {limit} 个"
        ),
        Wording("move a part of it into a column of the fact", "请把一部分移到事实查询的列中"),
    ),
    "too_deep": (
        Wording("the expression is nested more than {limit} levels deep", "表达式嵌套超过 {limit} 层"),
        Wording("move the inner part into a column of the fact", "请把内层部分移到事实查询的列中"),
    ),
    "full_width": (
        Wording("{text} is a full-width character", "{text} 是全角符号"),
        Wording("write {suggestion}", "请改为半角 {suggestion}"),
    ),
    "word": (
        Wording("{text} is not part of the expression language", "表达式语言不支持 {text}"),
        Wording("write {suggestion}", "请写 {suggestion}"),
    ),
    "remark": (
        Wording("a remark ({text}) inside an expression", "表达式中有注释（{text}）"),
        Wording("put remarks outside, as YAML comments", "请把说明写在表达式之外（YAML 注释）"),
    ),
    "open_quote": (
        Wording("the quotation mark {text} is never closed", "引号 {text} 没有闭合"),
        Wording("close it", "请补上另一个引号"),
    ),
    "not_allowed": (
        Wording("{text} is not part of the expression language", "表达式语言不支持 {text}"),
        Wording("{hint_en}", "{hint_zh}"),
    ),
    "syntax": (
        Wording("cannot be read here: {reason}", "此处无法理解：{reason_zh}"),
        Wording("check brackets, operators and commas near this place", "请检查此处附近的括号、运算符和逗号"),
    ),
    "unknown_name": (
        Wording("unknown name {text}", "未知的名称 {text}"),
        Wording("{hint_en}", "{hint_zh}"),
    ),
    "unknown_function": (
        Wording("unknown function {text}", "未知的函数 {text}"),
        Wording("use one of {known}", "可用函数：{known}"),
    ),
    "arguments": (
        Wording("{text} takes {wanted} arguments, {given} given", "{text} 需要 {wanted} 个参数，给了 {given} 个"),
        Wording("write {suggestion}", "请写作 {suggestion}"),
    ),
    "kind": (
        Wording("{where}: {got} where {wanted} is needed", "{where}：此处需要 {wanted_zh}，得到的是 {got_zh}"),
        Wording("{hint_en}", "{hint_zh}"),
    ),
    "kinds_differ": (
        Wording("{left} and {right} cannot be put beside {operator}", "{left_zh}与{right_zh}不能用 {operator} 连接"),
        Wording("{hint_en}", "{hint_zh}"),
    ),
    "units_differ": (
        Wording("{left} against {right} beside {operator}", "{operator} 两侧单位不一致：{left_zh} 与 {right_zh}"),
        Wording(
            "bring both sides to one unit, for example by multiplying with the number of persons",
            "请把两侧换算为同一单位，例如乘以人数",
        ),
    ),
    "not_in_list": (
        Wording("'{text}' is not in the code list {codes}", "“{text}”不在代码表 {codes} 中"),
        Wording("{hint_en}", "{hint_zh}"),
    ),
    "unknown_list": (
        Wording("there is no code list {codes}", "没有代码表 {codes}"),
        Wording("add it to codes/ or correct the name", "请在 codes/ 中补充该代码表，或更正名称"),
    ),
    "lists_differ": (
        Wording("codes of {left} against codes of {right}", "代码表 {left} 与 {right} 不能比较"),
        Wording("compare codes of one list", "请比较同一代码表的代码"),
    ),
    "equals_null": (
        Wording("{operator} NULL is never true", "{operator} NULL 永远不成立"),
        Wording("write {suggestion}", "请写作 {suggestion}"),
    ),
    "bad_date": (
        Wording("'{text}' is no date", "“{text}”不是日期"),
        Wording("write DATE '2026-01-31'", "请写作 DATE '2026-01-31'"),
    ),
    "bad_number": (
        Wording("{text} is no exact number here", "{text} 不能作为精确数"),
        Wording("write it out with at most 18 digits, such as 5000 or 0.5", "请写全，最多 18 位，如 5000 或 0.5"),
    ),
    "too_many_digits": (
        Wording("the result may need {digits} digits, 38 can be kept", "结果可能有 {digits} 位数字，最多保留 38 位"),
        Wording("compute a part of it in the fact", "请在事实查询中先算出一部分"),
    ),
    "too_many_decimals": (
        Wording(
            "the result would have {digits} decimal places, 6 can be kept by every engine",
            "结果有 {digits} 位小数，各引擎都能保留的是 6 位",
        ),
        Wording("compute a part of it in the fact", "请在事实查询中先算出一部分"),
    ),
    "chained": (
        Wording("a comparison of a comparison", "比较式不能连写"),
        Wording("write a < b AND b < c, or b BETWEEN a AND c", "请写作 a < b AND b < c，或 b BETWEEN a AND c"),
    ),
    "list_of_values": (
        Wording("IN needs a list of written values", "IN 之后须为写明的值列表"),
        Wording("write IN ('a', 'b'); for anything else use = and OR", "请写作 IN ('a', 'b')；其他情况用 = 和 OR"),
    ),
    "expects": (
        Wording("the whole expression is {got}, {wanted} is expected", "整个表达式的结果是{got_zh}，应为{wanted_zh}"),
        Wording("{hint_en}", "{hint_zh}"),
    ),
}

_OPEN = {"hint_en": "", "hint_zh": "", "suggestion": ""}


class ExpressionError(ValueError):
    """An expression that is refused.

    ``problem`` is a key of :data:`MESSAGES`; ``file``, ``line`` and ``column`` (both counted from 1)
    say where; ``suggestion`` is text to write instead, if one is known; ``details`` fill the sentence.
    """

    def __init__(self, problem: str, origin: Origin, *, suggestion: str | None = None, **details: object) -> None:
        self.problem = problem
        self.file = origin.file
        self.line = origin.line
        self.column = origin.column
        self.suggestion = suggestion
        self.details = details
        super().__init__(problem)

    @property
    def what(self) -> Wording:
        """What is wrong, without the place."""
        return MESSAGES[self.problem][0].filled(**self._places)

    @property
    def remedy(self) -> Wording:
        """What to do now."""
        return MESSAGES[self.problem][1].filled(**self._places)

    @property
    def _places(self) -> dict[str, object]:
        return {**_OPEN, **({"suggestion": self.suggestion} if self.suggestion else {}), **self.details}

    def __str__(self) -> str:
        remedy = self.remedy.en
        return f"{self.file}:{self.line}:{self.column}: {self.what.en}" + (f"; {remedy}" if remedy else "")

    def zh(self) -> str:
        """The sentence for a Chinese reader."""
        remedy = self.remedy.zh
        return f"{self.file} 第 {self.line} 行第 {self.column} 列：{self.what.zh}" + (f"；{remedy}" if remedy else "")
