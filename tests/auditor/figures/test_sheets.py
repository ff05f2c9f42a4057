"""Every figure has exactly the cases that it counts behind it, in every view, group and selection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from auditor.core.app import App
from auditor.core.figures.sheets import Figures
from auditor.core.figures.values import BYS, VIEWS, By, Entry, Measure, Read, Sheet, View, Wanted
from auditor.core.resolution import Asked, resolution_page
from metrics.complaints.cases import cases
from tests.auditor.figures.ledgers import AS_OF

LEDGER_VIEWS = tuple(view for view in VIEWS if view != "contradictions")
SELECTIONS = (
    Wanted(),
    Wanted(window_days=30, measure="claimed", by="owner"),
    Wanted(
        window_days=14, measure="confirmed", by="operator", first=date(2026, 3, 1), last=date(2026, 5, 31)
    ),
    Wanted(topic="baja", segment="A"),
    Wanted(operator="", owner=""),
    Wanted(topic="no such topic"),
)


def made(company: App, ledger: Read, view: View, wanted: Wanted) -> Sheet:
    figures = Figures(company)
    return figures.sheet(view, figures.select(ledger, wanted))


@pytest.mark.parametrize("wanted", SELECTIONS, ids=range(len(SELECTIONS)))
@pytest.mark.parametrize("view", LEDGER_VIEWS)
def test_behind_each_figure_are_the_cases_it_counts(
    company: App, ledger: Read, view: View, wanted: Wanted
) -> None:
    sheet = made(company, ledger, view, wanted)
    known = {complaint.id for complaint in ledger.complaints}
    assert len({entry.key for entry in sheet.entries}) == len(sheet.entries)
    for entry in sheet.entries:
        ids = entry.counted()
        assert len(ids) == entry.figure.n, entry.key
        assert set(ids) <= known, entry.key
        if "promises" not in entry.key:  # a complaint may have two promises, which count as two
            assert len(set(ids)) == len(ids), entry.key
        _parts(entry, ids)


def _parts(entry: Entry, ids: tuple[str, ...]) -> None:
    """The misses are among the counted, as many as the rate says; the left out are others."""
    figure, against, left_out = entry.figure, entry.part("against"), entry.part("left_out")
    turned = figure.id in ("fcr.false_resolution", "ownership.without_owner", "ownership.never_owned")
    if against is not None:
        assert set(against) <= set(ids), entry.key
        if figure.value is not None and not figure.id.endswith("by_importance") and entry.key[:6] != "beside":
            share = len(against) / len(ids)
            assert figure.value == pytest.approx(share if turned else 1 - share), entry.key
    if left_out is not None and "promises" not in entry.key and figure.id not in ("said", "cause.weight"):
        assert not set(left_out) & set(ids), entry.key


@pytest.mark.parametrize("window", [7, 14, 30])
def test_the_rates_are_those_of_auditor_fcr(company: App, ledger: Read, window: int) -> None:
    page = resolution_page(company, Asked(windows=(window,), by="topic", as_of=AS_OF))
    sheet = made(company, ledger, "resolution", Wanted(window_days=window, by="topic"))
    for name, (own,) in page.groups:
        suffix = "" if name is None else f"@topic={name}"
        for figure in (own.claimed, own.no_repeat, own.confirmed):
            entry = sheet.entry(figure.id + suffix)
            assert entry is not None
            assert entry.figure == figure
    assert [e.figure for e in sheet.entries if e.key.startswith("window.")] == [p.closed for p in page.curve]
    times = made(company, ledger, "time", Wanted(by="topic"))
    for figure in page.times[0][1].figures:
        assert times.entry(figure.id).figure == figure  # type: ignore[union-attr]


@pytest.mark.parametrize("by", BYS)
def test_groups_share_the_cases_out(company: App, ledger: Read, by: By) -> None:
    sheet = made(company, ledger, "resolution", Wanted(by=by))
    whole = sheet.entry("fcr.claimed")
    assert whole is not None
    parts = [id for e in sheet.entries if e.key.startswith("fcr.claimed@") for id in e.counted()]
    assert sorted(parts) == sorted(whole.counted())


@pytest.mark.parametrize("by", BYS)
def test_a_filter_selects_what_its_group_has(company: App, ledger: Read, by: By) -> None:
    sheet = made(company, ledger, "resolution", Wanted(by=by))
    groups = [section for section in sheet.sections if section.title[0] == by]
    assert {section.title[1] for section in groups} <= set(ledger.choices.values[by])
    for section in groups:
        narrowed = made(company, ledger, "resolution", replace(Wanted(), **{by: section.title[1]}))  # type: ignore[arg-type]
        assert narrowed.sections[0].entries[0].figure == section.entries[0].figure


@pytest.mark.parametrize("measure", ["no_repeat", "claimed", "confirmed"])
def test_weeks_add_up(company: App, ledger: Read, measure: Measure) -> None:
    sheet = made(company, ledger, "weeks", Wanted(measure=measure))
    whole = sheet.entry("weeks.centre")
    assert whole is not None
    parts = [id for e in sheet.entries if e.key.startswith("week.") for id in e.counted()]
    assert sorted(parts) == sorted(whole.counted())


def test_causes_add_up_to_all_cases(company: App, ledger: Read) -> None:
    sheet = made(company, ledger, "causes", Wanted())
    found = cases(ledger.complaints, as_of=AS_OF)
    assert sorted(id for e in sheet.entries for id in e.counted()) == sorted(case.id for case in found)
    weight = sum(e.figure.value or 0 for e in sheet.entries)
    assert weight == sum(case.importance or 0 for case in found)


def test_contractors_are_held_against_the_own_staff_on_shared_scenarios(company: App, ledger: Read) -> None:
    by_repeats = made(company, ledger, "operators", Wanted())
    assert by_repeats.sections[0].notes == ("shoppers_do_not_repeat",)
    sheet = made(company, ledger, "operators", Wanted(measure="confirmed"))
    theirs, own = sheet.entry("beside.Norte"), sheet.entry("beside.Norte.base")
    assert theirs is not None
    assert own is not None
    case = {case.id: case for case in cases(ledger.complaints, as_of=AS_OF)}
    assert {case[id].operator for id in theirs.counted()} == {"Norte"}
    assert {case[id].operator for id in own.counted()} == {"in_house"}
    assert {case[id].scenario for id in own.counted()} == {"cobro", "averia"}


def test_an_empty_ledger_measures_nothing_and_shows_no_zero(empty: App) -> None:
    figures = Figures(empty)
    ledger = figures.read(AS_OF)
    for view in VIEWS:
        sheet = figures.sheet(view, figures.select(ledger, Wanted()))
        for entry in sheet.entries:
            assert entry.figure.value is None or entry.figure.unit == "count", entry.key
            assert entry.figure.value in (None, 0)
            assert entry.counted() == ()


def test_reading_tells_how_far_it_is(company: App) -> None:
    told: list[tuple[int, int]] = []
    Figures(company).read(AS_OF, lambda done, of: told.append((done, of)))
    assert told[0] == (0, 400)
    assert told[-1] == (400, 400)
