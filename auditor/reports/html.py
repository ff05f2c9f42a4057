"""The report as one HTML file: no script, no network, excerpts inside it. Values are escaped by Jinja."""

from __future__ import annotations

import base64
from collections.abc import Callable

from auditor.reports.charts import draw
from auditor.reports.document import Document
from auditor.reports.values import Cited

MOST_EXCERPTS = 60
"""Of about 16 KB each: the file stays one that can be mailed."""


def as_html(document: Document, excerpt: Callable[[Cited], bytes | None]) -> bytes:
    """UTF-8 HTML."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    sounds = Sounds(excerpt)
    environment = Environment(
        loader=PackageLoader("auditor.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["kind"] = lambda block, name: type(block).__name__ == name
    template = environment.get_template("report.html.j2")
    page = template.render(
        document=document,
        words=document.words,
        sound=sounds,
        chart=lambda id: Markup(draw(document.summary, id)),  # noqa: S704 - by matplotlib, which escapes texts
    )
    return page.encode()


class Sounds:
    """Excerpts as data URIs; each is encoded once, and no more than `MOST_EXCERPTS` of them."""

    def __init__(self, excerpt: Callable[[Cited], bytes | None]) -> None:
        self._excerpt = excerpt
        self._found: dict[tuple[str, float, float], str] = {}

    def __call__(self, cited: Cited | None) -> str:
        """The data URI, "" where nothing can be played."""
        if cited is None or not cited.shop or cited.end_s <= cited.start_s:
            return ""
        key = (cited.shop, cited.start_s, cited.end_s)
        if key not in self._found:
            full = sum(bool(uri) for uri in self._found.values()) >= MOST_EXCERPTS
            data = None if full else self._excerpt(cited)
            uri = "data:audio/ogg;base64," + base64.b64encode(data).decode() if data else ""
            self._found[key] = uri
        return self._found[key]
