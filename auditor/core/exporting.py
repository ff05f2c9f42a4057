"""A shop out of the data folder: sound muted, words redacted; the original only for a reason on record."""

from __future__ import annotations

import getpass
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.codec import dump, load
from auditor.core.sharing import shared_document, shared_heard
from auditor.core.shops import now_utc
from auditor.errors import AuditorError, CommandError
from auditor.i18n import N_
from metrics.values import Scorecard
from transcripts.errors import TranscriptsError
from transcripts.redaction import redacted

if TYPE_CHECKING:
    from auditor.core.app import App
    from auditor.core.views import ShopPage
    from transcripts.redaction.muting import Stretch

TABLE = "exports"
OPUS_BIT_RATE = 24_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One export, as it is kept on record: files, when (UTC), by whom; the original and for what reason.

    `muted_s` is how many seconds of sound were taken out (the sides added up), `None` in an original.
    """

    id: str
    shop: str
    at: str
    by: str
    files: tuple[str, ...]
    original: bool = False
    reason: str = ""
    muted_s: float | None = None


def export(
    app: App, shop_id: str, target: Path, *, reason: str | None = None, by: str | None = None
) -> Export:
    """Writes a shop to a new folder or file and returns the record of it; the data folder keeps that record.

    A folder gets the sound (FLAC), the document of the contract (JSON) and the transcript (text); a file what
    its ending says: `.flac`, `.opus`, `.json` or `.txt`. With a `reason` the sound is the original, byte for
    byte; there is no original of the words. Nothing is written over. Raises `CommandError`, `AuditorError`.
    """
    page = shared_page(app, app.shops.page(shop_id))
    if reason is not None and not reason.strip():
        raise CommandError(
            N_("An original leaves the data folder only for a reason: give one with --reason.")
        )
    stretches = _stretches(page)
    files = _write(app, page, target, None if reason is not None else stretches)
    record = Export(
        id=f"{page.shop.id}-{secrets.token_hex(4)}",
        shop=page.shop.id,
        at=now_utc(),
        by=by or getpass.getuser(),
        files=tuple(str(file.resolve()) for file in files),
        original=reason is not None,
        reason=redacted(reason or ""),
        muted_s=None if reason is not None else round(sum(s.end_s - s.start_s for s in stretches), 3),
    )
    app.store.table(TABLE, index=("shop",)).put(record.id, dump(record))
    return record


def exports(app: App, shop_id: str | None = None) -> tuple[Export, ...]:
    """Every export on record, or those of one shop, the oldest first."""
    table = app.store.table(TABLE, index=("shop",))
    docs = table.where(shop=shop_id) if shop_id else table.all()
    return tuple(sorted((load(Export, doc) for doc in docs), key=lambda each: each.at))


def shared_page(app: App, page: ShopPage) -> ShopPage:
    """Everything known of a shop as it may be shared today."""
    channel = app.channels.get(page.shop.channel_id or "")
    country = app.settings.country
    heard = page.heard and shared_heard(page.heard, channel, country)
    language = heard.transcript.language if heard else "es"
    card = page.scorecard
    if card is not None:
        card = load(Scorecard, shared_document(dump(card), channel, language, country))
    contact = page.shop.contact
    if contact is not None and contact.recording is not None:
        plain = replace(contact.recording, path=Path(contact.recording.path).name)
        contact = replace(contact, recording=plain)
    return replace(page, shop=replace(page.shop, contact=contact), heard=heard, scorecard=card)


def _stretches(page: ShopPage) -> tuple[Stretch, ...]:
    from transcripts.redaction.muting import to_mute

    return to_mute(page.heard) if page.heard else ()


def _write(app: App, page: ShopPage, target: Path, stretches: tuple[Stretch, ...] | None) -> list[Path]:
    """The files, written whole or not at all. `stretches` is `None` for the original sound."""
    if target.resolve().is_relative_to((app.settings.home / "recordings").resolve()):
        raise CommandError(N_("{path} is where the originals are: nothing is exported there."), path=target)
    writers = _writers(page, target, stretches)
    taken = next((file for file in writers if file.exists()), None)
    if taken is not None:
        raise CommandError(N_("{path} exists already; nothing is written over."), path=taken)
    for file, write in writers.items():
        with _whole(file) as part:
            write(part)
    return list(writers)


def _writers(
    page: ShopPage, target: Path, stretches: tuple[Stretch, ...] | None
) -> dict[Path, Callable[[Path], object]]:
    sound = page.recording_path
    known: dict[str, Callable[[Path], object]] = {
        ".json": lambda part: part.write_text(_document(page), "utf-8"),
        ".txt": lambda part: part.write_text(_text(page), "utf-8"),
    }
    if sound is not None and stretches is None:
        known[sound.suffix.lower()] = lambda part: shutil.copyfile(sound, part)
    elif sound is not None and page.heard is not None:
        known[".flac"] = lambda part: _flac(page, stretches or (), part)
        known[".opus"] = lambda part: _opus(page, stretches or (), part)
    ending = target.suffix.lower()
    if ending in known:
        return {target: known[ending]}
    if ending in (".flac", ".opus", ".wav", ".ogg", ".mp3"):
        raise AuditorError(_why_no_sound(page, stretches), id=page.shop.id, ending=ending)
    endings = [ending for ending in known if ending != ".opus"]
    return {target / f"{page.shop.id}{ending}": known[ending] for ending in endings}


def _why_no_sound(page: ShopPage, stretches: tuple[Stretch, ...] | None) -> str:
    if page.recording_path is None:
        return N_("The shop {id} has no recording on this machine.")
    if stretches is None:
        return N_("The original is copied as it is: it is no {ending} file. Name a folder instead.")
    if page.heard is None:
        return N_("The shop {id} was not listened to yet: nobody knows what would have to be muted.")
    return N_("Sound is exported as .flac or .opus, not as {ending}.")


def _flac(page: ShopPage, stretches: tuple[Stretch, ...], part: Path) -> None:
    import soundfile

    with _told(page), part.open("wb") as file:
        sink: Any = None
        for block, rate_hz in _muted(page, stretches):
            if sink is None:
                sink = soundfile.SoundFile(
                    file, "w", samplerate=rate_hz, channels=block.shape[1], format="FLAC", subtype="PCM_16"
                )
            sink.write(block)
        if sink is not None:
            sink.close()


def _opus(page: ShopPage, stretches: tuple[Stretch, ...], part: Path) -> None:
    from auditor.reports.clips import opus
    from transcripts.audio import open_audio

    with _told(page):
        assert page.recording_path is not None  # noqa: S101 - there is no writer without
        rate_hz = open_audio(page.recording_path).rate_hz
        mono = (block.mean(axis=1) for block, _rate_hz in _muted(page, stretches))
        part.write_bytes(opus(mono, rate_hz, OPUS_BIT_RATE))


def _muted(page: ShopPage, stretches: tuple[Stretch, ...]) -> Iterator[tuple[Any, int]]:
    from transcripts.redaction.muting import muted_blocks

    recording = page.shop.contact.recording if page.shop.contact else None
    ours = recording.ours_channel if recording else None
    assert page.recording_path is not None  # noqa: S101 - there is no writer without
    return muted_blocks(page.recording_path, stretches, ours_channel=ours)


@contextmanager
def _told(page: ShopPage) -> Iterator[None]:
    try:
        yield
    except TranscriptsError as error:
        raise AuditorError(error.template, **error.params) from error


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """A file beside the one to come, which takes its name at the end. Raises `CommandError`."""
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(file)
    except OSError as error:
        raise CommandError(
            N_("{path} cannot be written: {reason}"), path=file, reason=error.strerror or str(error)
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _document(page: ShopPage) -> str:
    import json

    from auditor.core.contract import shop_json

    return json.dumps(shop_json(page), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _text(page: ShopPage) -> str:
    """Who said what when, a line each."""
    from auditor.core.labels import speaker_label

    said = page.heard.transcript.segments if page.heard else ()
    return "".join(
        f"{int(s.start_s // 60)}:{int(s.start_s % 60):02d}  {speaker_label(s.speaker)}: {s.text}\n"
        for s in said
        if s.text
    )
