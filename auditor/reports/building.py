"""A summary as a document in the language in use."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.i18n import _, language
from auditor.reports import (
    calls_part,
    complaints_part,
    league_part,
    operators_part,
    rest_part,
    rules_part,
    scorecard_part,
    watch_part,
)
from auditor.reports.document import Document
from auditor.reports.front import first_page
from auditor.reports.values import Summary
from auditor.reports.words import day


def document(summary: Summary, outcomes: Mapping[str, str] | None = None) -> Document:
    """Every section, in the order in which a manager reads. `outcomes`: English words for their keys."""
    now, before = summary.period, summary.before
    return Document(
        language=language(),
        title=_("How our front door feels"),
        subtitle=_("{start} to {end}, against {before_start} to {before_end}").format(
            start=day(now.start),
            end=day(now.end),
            before_start=day(before.start),
            before_end=day(before.end),
        ),
        sections=(
            first_page(summary),
            calls_part.hold(summary),
            calls_part.route(summary),
            calls_part.waits(summary),
            scorecard_part.scorecard(summary),
            league_part.league(summary),
            complaints_part.complaints(summary),
            operators_part.operators(summary),
            watch_part.watch(summary),
            rules_part.rules(summary),
            rest_part.actions(summary),
            rest_part.method(summary, outcomes or {}),
        ),
        summary=summary,
        words={
            "contents": _("Contents"),
            "listen": _("Listen: {what}"),
            "no_excerpt": _("The excerpt cannot be played here."),
            "skip": _("Skip to the report"),
            "made": _("Made by Auditor. Works without a network; nothing in it leaves this file."),
            "page": _("Page"),
        },
    )
