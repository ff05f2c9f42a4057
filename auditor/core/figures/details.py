"""What only one kind of entry has, in words: a week's limits, a rank, a comparison, quotes, versions."""

from __future__ import annotations

from itertools import islice

from auditor.core.figures.values import Entry
from auditor.core.figures.weeks import Week
from auditor.core.figures.words import NBSP, named, percent
from auditor.i18n import _, ngettext, number
from metrics.complaints.beside import Beside
from metrics.complaints.contradictions import Contradiction
from metrics.complaints.curve import CurvePoint
from metrics.complaints.knowledge import Said, SaidQuote
from metrics.complaints.labels import label
from metrics.packs.values import Rule
from metrics.stats.comparing import MINIMUM_N
from metrics.stats.values import ChartPoint, ParetoBar, Standing
from transcripts.redaction import redacted

QUOTES = 3


def detail_words(entry: Entry, quotes: int = QUOTES) -> tuple[str, ...]:  # noqa: PLR0911 - a way out a kind
    """Lines below an entry; none for most."""
    match entry.detail:
        case Week():
            return week_words(entry.detail)
        case CurvePoint():
            return _curve(entry.detail)
        case ParetoBar():
            return (_bar(entry.detail),)
        case Standing():
            return (_standing(entry.detail),)
        case Beside():
            return comparison_words(entry.detail)
        case Said():
            return tuple(f"«{quote}»" for quote in quotes_of(entry.detail, quotes))
        case Contradiction():
            return version_words(entry.detail)
        case Rule() if entry.key.count(".") == 1:
            return (entry.detail.source,)
        case _:
            return ()


def week_words(week: Week) -> tuple[str, ...]:
    """The limits of both charts, then the signals of each."""
    lines = []
    limits = [(name, _limits(point)) for name, point in (("p", week.p), ("p′", week.laney))]
    if any(text for _name, text in limits):
        lines.append(_("limits") + ": " + ", ".join(f"{name} {text}" for name, text in limits if text))
    for name, point in (("p", week.p), ("p′", week.laney)):
        lines += [f"{name}: {_(label('signal', key))}" for key in point.signals]
    return tuple(lines)


def _limits(point: ChartPoint) -> str:
    if point.low is None or point.high is None:
        return ""
    return f"{number(100 * point.low)}–{number(100 * point.high)}{NBSP}%"


def _curve(point: CurvePoint) -> tuple[str, ...]:
    if point.all_cases.value is None or not point.censored:
        return ()
    text = _("with the {n} open windows estimated (Kaplan–Meier): {value}")
    return (text.format(n=number(point.censored, 0), value=percent(point.all_cases.value)),)


def _bar(bar: ParetoBar) -> str:
    text = _("share {share}, running share {running}").format(
        share=percent(bar.share), running=percent(bar.cumulative)
    )
    if bar.unweighted:
        text += "; " + _("without importance: {n}").format(n=number(bar.unweighted, 0))
    return text


def _standing(row: Standing) -> str:
    if row.rank is None:
        return _("no rank: fewer than {n} cases").format(n=MINIMUM_N)
    low, high = row.rank
    rank = _("rank {rank}").format(rank=str(low) if low == high else f"{low}–{high}")
    if not row.alike:
        return rank
    names = ", ".join(named("operator", name) for name in row.alike)
    return rank + "; " + _("not distinguishable from {names}").format(names=names)


def comparison_words(pair: Beside) -> tuple[str, ...]:
    """What may be said of a contractor beside the own staff, on how many scenarios."""
    found = pair.comparison
    base = named("operator", pair.base)
    words = {
        "first_higher": _("higher than {name}"),
        "first_lower": _("lower than {name}"),
        "not_distinguishable": _("not distinguishable from {name}"),
    }.get(found.words, _("not measured"))
    lines = [words.format(name=base)]
    if found.difference is not None and found.low is not None and found.high is not None:
        lines[0] += ": " + _("{value} points ({low} to {high})").format(
            value=signed(found.difference), low=signed(found.low), high=signed(found.high)
        )
    n = len(pair.scenarios)
    scenarios = ngettext("on {n} scenario that both had", "on {n} scenarios that both had", n).format(n=n)
    if pair.left_out:
        scenarios += "; " + _("left out: {n}").format(n=number(pair.left_out, 0))
    return (*lines, scenarios)


def signed(share: float) -> str:
    """A difference of shares in points, with its sign."""
    text = number(100 * abs(share))
    return f"{'−' if share < 0 else '+'}{text}"


def quotes_of(group: Said, most: int | None = None) -> tuple[str, ...]:
    """What was said, redacted, each wording once, the most important first."""
    found: dict[str, None] = {}
    for quote in group.quotes:
        found.setdefault(redacted(quote.quote.text))
        if most is not None and len(found) >= most:
            break
    return tuple(found)


def quote_rows(group: Said, most: int) -> tuple[list[tuple[str, tuple[SaidQuote, ...]]], int]:
    """The first `most` wordings, redacted, each with everybody who said it, the most important first; and how
    many wordings more there are."""
    found: dict[str, list[SaidQuote]] = {}
    for quote in group.quotes:
        found.setdefault(quote.quote.text, []).append(quote)
    rows = [(redacted(text), tuple(said)) for text, said in islice(found.items(), most)]
    return rows, max(0, len(found) - most)


def version_words(found: Contradiction) -> tuple[str, ...]:
    """Each version of the facts, how many answers gave it, and one of them."""
    lines = []
    for version in found.versions:
        facts = ", ".join(fact.words for fact in version.facts)
        n = len(version.answers)
        times = ngettext("{n} answer", "{n} answers", n).format(n=number(n, 0))
        lines.append(f"{facts} ({times}): «{redacted(version.answers[0].text)}»")
    return tuple(lines)
