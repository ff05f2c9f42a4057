"""What changed in the recordings of the lines, out of their catalogues of prompts, for a report: redacted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.channel import OwnChannel
from auditor.core.app import App
from auditor.core.sharing import shared_document
from auditor.errors import AuditorError
from auditor.reports.figures import Cited
from auditor.reports.inputs import PromptChange
from transcripts.prompts import Hearing
from transcripts.prompts.changes import changes


def prompt_changes_of(app: App, channels: Mapping[str, OwnChannel]) -> Iterator[PromptChange]:
    """Every change of every registered channel, whenever it was; a damaged catalogue has none."""
    for id, channel in channels.items():
        try:
            book = app.catalogue.book(id)
        except AuditorError:
            continue
        for change in changes(book):
            texts = {version.number: version.text for version in book.by_id[change.prompt].versions}
            yield PromptChange(
                channel=id,
                kind=change.kind.value,
                what=change.what.value,
                at=change.new_heard.at,
                old=_heard(change.old_heard, texts.get(change.old, ""), channel),
                new=_heard(change.new_heard, texts.get(change.new, ""), channel),
                calls=change.contacts,
                sure=change.sure,
            )


def _heard(hearing: Hearing, text: str, channel: OwnChannel) -> Cited:
    words = shared_document({"text": text}, channel)["text"]
    return Cited(hearing.contact, hearing.start_s, hearing.end_s, words, hearing.at, channel.id)
