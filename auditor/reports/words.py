"""Figures, dates and keys as the language in use writes them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from auditor.i18n import N_, _, language, number
from auditor.reports.document import Cell
from auditor.reports.values import Change, Cited, Measure
from metrics import labels
from metrics.complaints import labels as complaint_labels

FIGURES = {
    "report.useful_messages": N_("Messages of direct benefit to the caller, of all played on hold"),
    "report.hold_s": N_("Time on hold, mean a call"),
    "report.person_within": N_("Calls in which a person answered within 3 minutes"),
    "report.menus_before_human": N_("Menus before a person, mean a call"),
    "report.useless_s": N_("Time lost in useless steps, mean a call"),
    "wait.dial_to_human_s.median": N_("Median wait from dialling to a person"),
    "wait.request_to_human_s.median": N_("Median wait from the last key to a person"),
}
FAMILIES = (labels.LABELS, complaint_labels.LABELS)
NBSP = "\u00a0"


def word(family: str, key: str | None) -> str:
    """A key of the metrics in words; an unknown key is its own word."""
    name = key or ""
    for tables in FAMILIES:
        if name in tables.get(family, {}):
            return _(tables[family][name])
    return name


def figure_name(id: str) -> str:
    """A figure's name, with its window and variant."""
    if id in FIGURES:
        return _(FIGURES[id])
    if id.startswith("check."):
        return word("detector", id.removeprefix("check."))
    if not complaint_labels.base_of(id).startswith(("fcr.", "resolution.", "deadline.", "owner", "promis")):
        return word("figure", id)
    text = _(complaint_labels.label("figure", id))
    window, variant = complaint_labels.window_of(id), complaint_labels.variant_of(id)
    text = text.format(days=window) if window is not None else text
    return f"{text} ({word('variant', variant)})" if variant else text


def percent(value: float | None, digits: int = 0) -> str:
    """A share in per cent."""
    return _("not measured") if value is None else f"{number(100 * value, digits)}{NBSP}%"


def seconds(value: float | None) -> str:
    """Seconds; from two minutes on, minutes and seconds."""
    if value is None:
        return _("not measured")
    if abs(value) < 120:
        return f"{number(value)}{NBSP}s"
    minutes, rest = divmod(round(value), 60)
    return f"{minutes}{NBSP}min {rest}{NBSP}s" if rest else f"{minutes}{NBSP}min"


def amount(value: float | None, unit: str) -> str:
    """A value with its unit."""
    if value is None:
        return _("not measured")
    if unit == "ratio":
        return percent(value)
    if unit == "s":
        return seconds(value)
    return number(value) + (f"{NBSP}{word('unit', unit)}" if unit in ("days", "1/min") else "")


def between(interval: tuple[float, float] | None, unit: str) -> str:
    """An interval, both bounds with the unit once."""
    if interval is None:
        return ""
    low, high = interval
    if unit == "ratio":
        return f"{number(100 * low, 0)}–{number(100 * high, 0)}{NBSP}%"
    if unit == "s" and high < 120:
        return f"{number(low)}–{number(high)}{NBSP}s"
    return f"{amount(low, unit)} – {amount(high, unit)}"


def precision(measure: Measure) -> str:
    """The interval and n of a measure; what is not known of them is said."""
    if measure.value is None:
        reason = word("why", measure.why) if measure.why else ""
        return f"{reason}, n = {number(measure.n or 0, 0)}" if reason else ""
    n = f"n = {number(measure.n, 0)}" if measure.n is not None else ""
    if measure.interval is None:
        low, high = measure.counts.get("low"), measure.counts.get("high")
        if low is not None and high is None and measure.unit in ("s", "days"):
            return _("at least {low} (95 %), {n}").format(low=amount(low, measure.unit), n=n)
        return n
    return _("95 % interval {interval}, {n}").format(interval=between(measure.interval, measure.unit), n=n)


def whole(measure: Measure) -> str:
    """Value, interval and n on one line."""
    detail = precision(measure)
    text = amount(measure.value, measure.unit)
    return f"{text} ({detail})" if detail else text


def changed(change: Change | None, unit: str) -> str:
    """What may be said of the period before; a difference that chance explains is called that."""
    if change is None:
        return ""
    if change.before is None:
        return _("No comparison: not measured in the period before.")
    said = _("Before: {before} (n = {n}).").format(
        before=amount(change.before, unit), n=number(change.before_n or 0, 0)
    )
    if change.difference is None:
        return said
    parts = [said, _("Difference: {difference}.").format(difference=difference(change, unit))]
    return " ".join((*parts, _(CHANGES[change.words])))


CHANGES = {
    "first_higher": N_("Higher than before."),
    "first_lower": N_("Lower than before."),
    "not_distinguishable": N_("Not distinguishable from the period before."),
    "not_measured": N_("Not measured."),
}


def difference(change: Change, unit: str) -> str:
    """A difference with its sign and interval; of shares, in points."""

    def points(value: float) -> str:
        sign = "+" if value > 0 else "−" if value < 0 else "±"
        return sign + (number(abs(value) * 100, 0) if unit == "ratio" else number(abs(value)))

    name = _("points") if unit == "ratio" else word("unit", unit) if unit != "count" else ""
    text = points(change.difference or 0.0)
    if change.interval is not None:
        low, high = (points(bound) for bound in change.interval)
        text += " " + _("({low} to {high})").format(low=low, high=high)
    return f"{text}{NBSP}{name}" if name else text


def day(value: date | str) -> str:
    """A date, written out."""
    from babel.dates import format_date

    value = date.fromisoformat(value) if isinstance(value, str) else value
    return str(format_date(value, "long", locale=language()))


def local_day(text: str, zone: str) -> date:
    """The day of an instant where the company is; a date alone is that day."""
    if len(text) == len("2026-01-01"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(ZoneInfo(zone)).date()


def local(text: dict[str, str] | None) -> str:
    """A text of a pack in the language in use, else in English, else in any."""
    if not text:
        return ""
    return text.get(language()) or text.get("en") or next(iter(text.values()))


def short_day(value: date) -> str:
    """A date for a table."""
    from babel.dates import format_date

    return str(format_date(value, "medium", locale=language()))


def moment(text: str | None, zone: str) -> str:
    """An instant as local date and time."""
    from babel.dates import format_datetime

    if not text:
        return ""
    local = datetime.fromisoformat(text).astimezone(ZoneInfo(zone))
    return str(format_datetime(local.replace(tzinfo=None), "medium", locale=language()))


def source_of(cited: Cited | None, zone: str) -> str:
    """Where a quote comes from: channel, moment, and the second in the recording."""
    if cited is None:
        return ""
    parts = [cited.channel or "", moment(cited.at, zone)]
    if cited.shop:
        minutes, rest = divmod(int(cited.start_s), 60)
        parts += [_("shop {id}").format(id=cited.shop), _("at {clock}").format(clock=f"{minutes}:{rest:02}")]
    return ", ".join(part for part in parts if part)


def measure_cell(measure: Measure) -> Cell:
    """A figure without its interval, which has a column of its own."""
    return Cell(amount(measure.value, measure.unit), measure.value)


def interval_cell(measure: Measure) -> Cell:
    """The interval of a figure."""
    if measure.value is None:
        return Cell("")
    return Cell(between(measure.interval, measure.unit), bounds=measure.interval)


def count_cell(value: float | None) -> Cell:
    """A count."""
    return Cell("" if value is None else number(value, 0), value)
