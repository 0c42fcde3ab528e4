"""The document library: from a document and its article to the numbers, rules and figures that carry it out.

Two sources are put together: what the policy files cite, and the office's own ledgers of documents, their other titles
and their articles. One document may be cited under several titles; the ledger of titles leads them to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fangpin.policy import Citation, Indicator, Mechanism, Parameter, Policy, Rule
from fangpin_web.mechanisms.doors import Standing
from fangpin_web.records.doors import rows_of

WITHOUT_DOCUMENT = ("设计建议", "常见做法")  # what stands where no document says how it is done


@dataclass
class Article:
    """One article with what carries it out. ``missed`` is how many its rules find; None before they were asked."""

    clause: str
    gist: str = ""
    parameters: list[Parameter] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    mechanisms: list[Mechanism] = field(default_factory=list)
    missed: int | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing here carries it out."""
        return not (self.parameters or self.rules or self.indicators or self.mechanisms)


@dataclass
class Document:
    """One document under its number or title, with the other titles it is cited under."""

    title: str
    number: str = ""
    issued_on: date | None = None
    aliases: set[str] = field(default_factory=set)
    articles: dict[str, Article] = field(default_factory=dict)
    recorded: bool = False

    def article(self, clause: str) -> Article:
        return self.articles.setdefault(clause, Article(clause))

    @property
    def rules(self) -> list[Rule]:
        return list({rule.id: rule for article in self.articles.values() for rule in article.rules}.values())

    @property
    def missed(self) -> int | None:
        """How many are missed under all its articles; None where no rule of it was asked."""
        found = [article.missed for article in self.articles.values() if article.missed is not None]
        return sum(found) if found else None

    @property
    def bare(self) -> int:
        return sum(article.bare for article in self.articles.values())


def documents_of(policy: Policy, standing: Mapping[str, Standing]) -> dict[str, Document]:
    """All documents by title, in their order; what rests on none stands under :data:`WITHOUT_DOCUMENT`."""
    found, titles = _recorded(policy)

    def of(citation: Citation) -> Article:
        title = titles.get(_plain(citation.document), citation.document)
        return found.setdefault(title, Document(title)).article(citation.clause)

    for parameter in policy.parameters.values():
        for value in parameter.values:
            _once(of(value.source).parameters, parameter)
    for rule in policy.rules.values():
        if rule.kind != "quality":  # how an export is filled in is no policy
            _once(of(rule.source).rules, rule)
    for mechanism in policy.mechanisms.values():
        for title in mechanism.documents:
            _once(of(Citation(title)).mechanisms, mechanism)
    for document in found.values():
        for article in document.articles.values():
            asked = [standing[rule.id].open for rule in article.rules if rule.id in standing]
            article.missed = sum(asked) if asked else None
    return dict(sorted(found.items()))


def _recorded(policy: Policy) -> tuple[dict[str, Document], dict[str, str]]:
    """The office's own documents, and under which titles they are cited."""
    found: dict[str, Document] = {}
    titles: dict[str, str] = {}
    by_key: dict[int, Document] = {}
    for row in rows_of("document").order_by("id"):
        title = row.title or row.number
        document = found.setdefault(title, Document(title, row.number, row.issued_on, recorded=True))
        by_key[row.pk] = document
        titles |= {_plain(word): title for word in (title, row.number)}
    for row in rows_of("document_alias"):
        if (named := by_key.get(row.document_id)) is not None:
            named.aliases.add(row.title)
            titles[_plain(row.title)] = named.title
    for row in rows_of("document_article").order_by("id"):
        if (named := by_key.get(row.document_id)) is not None:
            _fill(named.article(row.article), row.gist, row.rule, row.indicator, policy)
    return found, titles


def _fill(article: Article, gist: str | None, rule: str | None, indicator: str | None, policy: Policy) -> None:
    article.gist = gist or ""
    if rule and rule in policy.rules:
        _once(article.rules, policy.rules[rule])
    if indicator and indicator in policy.indicators:
        _once(article.indicators, policy.indicators[indicator])


def _once(listed: list[Any], one: Any) -> None:
    if one not in listed:
        listed.append(one)


def _plain(title: str) -> str:
    """A title without the marks around it, so that two ways of writing it are one."""
    return re.sub(r"[《》“”\"\s]", "", title)


def matching(documents: Iterable[Document], text: str) -> list[Document]:
    """Documents whose title, number, other title, article or gist holds a text."""
    word = _plain(text)
    return [d for d in documents if not word or any(word in _plain(t) for t in _texts(d))]


def _texts(document: Document) -> Iterable[str]:
    yield from (document.title, document.number, *document.aliases)
    for article in document.articles.values():
        yield from (article.clause, article.gist)
