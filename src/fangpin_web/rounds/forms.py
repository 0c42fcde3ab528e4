"""Forms of the data checks: an export, its password, unclear columns, workbooks back, exemptions, filters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangpin.policy import Policy
from fangpin_web.intake.forms import SeveralFiles, SeveralFilesInput
from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.wording import named
from fangpin_web.rounds.models import Round, RoundFinding

SORTS = ("serial", "township", "rule", "severity", "times", "state")
SEVERITIES = (("high", _("grave")), ("medium", _("ordinary")), ("low", _("hint")))
LISTED = (("both", _("in the province's list too")), ("ours", _("only ours")))


class DropForm(PageForm):
    """One export. The day is today unless somebody says another."""

    export = forms.FileField(label=_("Export"), widget=forms.FileInput(attrs={"data-file": True}))
    as_of = forms.DateField(
        label=_("As of"), required=False, widget=DayInput(),
        help_text=_("Ages and deadlines are reckoned on this day; today if left empty."),
    )  # fmt: skip


class AnswersForm(PageForm):
    """Workbooks that townships filled in, several at once or in a zip."""

    workbooks = SeveralFiles(
        label=_("Workbooks"), widget=SeveralFilesInput(attrs={"multiple": True, "data-file": True})
    )
    password = forms.CharField(
        label=_("Password of the files"), required=False, strip=False, max_length=100,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}), help_text=_("Used in memory, kept nowhere."),
    )  # fmt: skip


class ListForm(PageForm):
    """A list somebody keeps: exemptions, or the province's issues."""

    kept = forms.FileField(label=_("File"))


class ColumnsForm(PageForm):
    """At most three questions: which column is this field?"""

    def __init__(self, given: Any = None, *, found: Round) -> None:
        self.found = found
        super().__init__(given)
        for no, asked in enumerate(found.asks):
            self.fields[f"column-{no}"] = forms.ChoiceField(
                label=_("Which column is “%(field)s”?") % {"field": named(asked)},
                required=False,
                choices=[*((str(i), label) for i, label in asked["choices"]), ("", _("none of these"))],
                initial="" if asked["column"] is None else str(asked["column"]),
                help_text=_("Without it the rows cannot be told apart.") if asked["needed"] else "",
            )
        self.dress()

    @property
    def chosen(self) -> dict[tuple[int, str], int | None]:
        """(sheet, field) to its column."""
        return {
            (asked["sheet"], asked["field"]): int(told) if (told := self.cleaned_data[f"column-{no}"]) else None
            for no, asked in enumerate(self.found.asks)
        }


class FindingFilter(PageForm):
    """Which findings to list. Every field may stay empty."""

    township = forms.ChoiceField(label=_("Township"), required=False)
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    severity = forms.ChoiceField(label=_("How grave"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    repeated = forms.BooleanField(label=_("Repeated only"), required=False)
    listed = forms.ChoiceField(label=_("Province's list"), required=False)

    def __init__(self, given: Any, *, townships: list[str], found: Round, policy: Policy) -> None:
        super().__init__(given)
        self._choose("township", [(t or "-", t or _("not stated")) for t in townships])
        rules = [(r["rule"], named(policy.rules.get(r["rule"])) or r["rule"]) for r in found.rules]
        self._choose("rule", rules)
        groups = policy.code_list("quality_group").codes.values()
        self._choose("group", [(c.code, named(c)) for c in groups if c.code in found.counts.get("groups", {})])
        self._choose("severity", SEVERITIES)
        self._choose("state", STATES)
        self._choose("listed", LISTED)

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("all")), *choices]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The findings that pass; a filter that cannot be read lets none pass, and the form says why."""
        if not self.is_valid():
            return rows.none()
        chosen = self.cleaned_data
        if chosen["township"]:
            rows = rows.filter(township="" if chosen["township"] == "-" else chosen["township"])
        for name in ("rule", "group", "severity", "state"):
            if chosen[name]:
                rows = rows.filter(**{name: chosen[name]})
        if chosen["repeated"]:
            rows = rows.filter(times__gt=1)
        if chosen["listed"]:
            rows = rows.filter(listed=chosen["listed"] == "both")
        return rows


STATES = (
    (RoundFinding.State.OPEN.value, _("open")),
    (RoundFinding.State.REPORTED.value, _("reported corrected")),
    (RoundFinding.State.DISPUTED.value, _("said to be no error")),
    (RoundFinding.State.EXEMPT.value, _("exempted")),
    (RoundFinding.State.CLOSED.value, _("closed by a later export")),
    (RoundFinding.State.GONE.value, _("no longer in the export")),
    (RoundFinding.State.UNASKED.value, _("not checked by the later round")),
)


class ExemptionForm(PageForm):
    """Something that is right as it stands: whom, which rule, why, until when."""

    rule = forms.ChoiceField(label=_("Rule"))
    household_code = forms.CharField(label=_("Household code"), required=False, max_length=60)
    document_number = forms.CharField(
        label=_("or document number"), required=False, max_length=30,
        help_text=_("Kept as a hash; it cannot be read back."), widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=300)
    last_day = forms.DateField(
        label=_("Until, last day"), widget=DayInput(), help_text=_("After this day the finding comes back.")
    )

    def __init__(self, given: Any = None, *, policy: Policy) -> None:
        super().__init__(given)
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        rules = [
            (r.id, named(r)) for r in policy.rules.values() if r.kind == "quality" and policy.reads_rosters(r.over)
        ]
        field.choices = [*rules, ("*", _("every rule"))]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if not (chosen.get("household_code") or chosen.get("document_number")):
            self.add_error("household_code", _("Give the household code or the document number."))
        return chosen


class DisputeForm(PageForm):
    """What townships call no error: exempt until a day, or send back."""

    verdict = forms.ChoiceField(choices=(("grant", ""), ("refuse", "")))
    last_day = forms.DateField(label=_("Until, last day"), required=False, widget=DayInput())

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("verdict") == "grant" and not chosen.get("last_day"):
            self.add_error("last_day", _("An exemption needs an end."))
        return chosen
