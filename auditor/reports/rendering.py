"""One format out of the summary: HTML, PDF, XLSX, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from auditor.errors import CommandError
from auditor.i18n import N_
from auditor.reports.values import Cited, Summary

FORMATS = ("html", "pdf", "xlsx", "md", "json")
Excerpt = Callable[[Cited], bytes | None]
"""Gives the Opus sound of what is cited, `None` where there is none."""


def no_excerpt(_cited: Cited) -> None:
    """Where there is no recording at hand."""
    return


def render(
    summary: Summary,
    format: str,
    excerpt: Excerpt = no_excerpt,
    *,
    outcomes: Mapping[str, str] | None = None,
) -> bytes:
    """The whole file. Raises `CommandError` for an unknown format."""
    if format == "json":
        from auditor.reports.jsonform import as_json

        return as_json(summary)
    from auditor.reports.building import document

    if format == "html":
        from auditor.reports.html import as_html

        return as_html(document(summary, outcomes), excerpt)
    if format == "md":
        from auditor.reports.markdown import as_markdown

        return as_markdown(document(summary, outcomes))
    if format == "xlsx":
        from auditor.reports.xlsx import as_xlsx

        return as_xlsx(document(summary, outcomes))
    if format == "pdf":
        from auditor.reports.pdf import as_pdf

        return as_pdf(document(summary, outcomes))
    raise CommandError(
        N_("There is no format “{format}”; there are {known}."), format=format, known=", ".join(FORMATS)
    )
