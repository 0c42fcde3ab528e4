"""What is asked of a clerk about a superior's form: the file, what each label means, the period to fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from fangpin.bulletins.forms import Answer, Label, candidates, likely, suggest
from fangpin.policy import Policy
from fangpin_web.pages.forms import PageForm
from fangpin_web.pages.wording import named

NOT_OURS = "-"
SCALES = (
    ("none", pgettext_lazy("scale", "as it is")),
    ("wan", pgettext_lazy("scale", "in 10,000")),
    ("yi", pgettext_lazy("scale", "in 100 million")),
)
OVERS = (
    ("period", pgettext_lazy("over", "the period")),
    ("year", pgettext_lazy("over", "the year so far")),
    ("all", pgettext_lazy("over", "all years")),
)


class SuperiorFileForm(PageForm):
    """A superior's workbook or Word table."""

    file = forms.FileField(label=gettext_lazy("Form"), widget=forms.FileInput(attrs={"data-file": True}))


class FillForm(PageForm):
    """The period a form is filled for, and the snapshot."""

    period = forms.CharField(
        label=gettext_lazy("Period"),
        max_length=10,
        help_text=gettext_lazy("A month 2026-10, a week 2026-W44, a day 2026-10-31, a year 2026."),
    )
    seal = forms.ChoiceField(label=gettext_lazy("Snapshot"), required=False)

    def __init__(self, *args: Any, seals: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["seal"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = seals


class MappingForm(PageForm):
    """For each label the figure that fills it: what was confirmed, what is suggested, or another by its name."""

    def __init__(
        self, data: Any = None, *, labels: Sequence[Label], known: Mapping[Label, Answer], policy: Policy
    ) -> None:
        super().__init__(data)
        self.labels, self.known = labels, known
        self.names = {one.key: named(one) for one in candidates(policy)}
        for place, label in enumerate(labels):
            self._ask(place, label, policy)
        self.dress()

    def _ask(self, place: int, label: Label, policy: Policy) -> None:
        answer, offered = self.known.get(label), suggest(label, policy)
        start = answer or likely(offered)
        keys = [reading.answer.indicator for reading in offered]
        keys += [start.indicator] if start and start.indicator and start.indicator not in keys else []
        figures = [(key, self.names.get(key, key)) for key in keys]
        choices = [("", gettext("not said yet")), *figures, (NOT_OURS, gettext("not ours to fill"))]
        given = "" if start is None else start.indicator or NOT_OURS
        said = {"aria-label": label.text}
        self.fields[f"figure{place}"] = forms.ChoiceField(
            choices=choices, initial=given, required=False, widget=forms.Select(attrs=said)
        )
        other = {**said, "list": "figures", "placeholder": gettext("another figure, by its name")}
        self.fields[f"other{place}"] = forms.CharField(required=False, widget=forms.TextInput(attrs=other))
        guess = start or (offered[0].answer if offered else Answer(indicator=""))
        self.fields[f"scale{place}"] = forms.ChoiceField(
            choices=SCALES, initial=guess.scale, widget=forms.Select(attrs=said)
        )
        self.fields[f"over{place}"] = forms.ChoiceField(
            choices=OVERS, initial=guess.over, widget=forms.Select(attrs=said)
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each label with its fields; what is still to be said first."""
        rows = [
            {
                "label": label,
                "confirmed": label in self.known,
                "suggested": label not in self.known and bool(self.fields[f"figure{place}"].initial),
                **{name: self[f"{name}{place}"] for name in ("figure", "other", "scale", "over")},
            }
            for place, label in enumerate(self.labels)
        ]
        yield from sorted(rows, key=lambda row: bool(row["confirmed"]))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        keys = {name: key for key, name in self.names.items()} | {key: key for key in self.names}
        for place in range(len(self.labels)):
            other = (told.get(f"other{place}") or "").strip()
            if other and other not in keys:
                self.add_error(f"other{place}", gettext("“%(name)s” is no figure of this place.") % {"name": other})
            elif other:
                told[f"figure{place}"] = keys[other]
        return told

    def answers(self) -> dict[Label, Answer]:
        """What was said; labels nobody said anything of are left out."""
        told = self.cleaned_data
        return {
            label: Answer(
                indicator="" if key == NOT_OURS else key, scale=told[f"scale{place}"], over=told[f"over{place}"]
            )
            for place, label in enumerate(self.labels)
            if (key := told[f"figure{place}"])
        }
