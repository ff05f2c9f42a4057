"""Calls over real SIP and RTP on loopback, to a line whose every packet is known."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from auditor.channels.phone import MediaEncryption, Network, Patience
from auditor.events import Event, EventName
from scenarios.scenario import HangUp, Hold, Listen, Press, Say, Step, WaitFor
from tests.auditor.channels.phone import sounds
from tests.auditor.channels.phone.placing import Made, called, job, made
from tests.auditor.channels.phone.uas import At, Uas, from_ulaw, to_ulaw
from tests.stalls import Stalls
from transcripts.contact import MarkName, Outcome

RING_ANSWER = (At(0, "100 Trying"), At(0.05, "180 Ringing"), At(0.4, "answer"))
AT_ONCE = (At(0, "answer"),)
EXACT_MS = 40.0
"""A packet of slack, twice: the machine that runs the tests is busy."""
LATE_S = 0.15
"""How much later than it was sent a busy machine may see a message or a key."""
STALLS = Stalls()
"""Where this machine was put aside for longer, what it measured is off by that, and no fault of the channel."""

Results = Callable[[str], Made]


def wait(seconds: float) -> WaitFor:
    return WaitFor(seconds + 30, seconds=seconds)


def _whole(folder: Path) -> Made:
    saying = folder / "hola.wav"
    soundfile.write(saying, sounds.join(sounds.chirp(), sounds.silence(0.3), sounds.chirp()), 8000)
    uas = Uas(*RING_ANSWER, audio=sounds.chirps(1.0, 20))
    steps = (wait(1.0), Press("42#"), Say("Hola", str(saying)), Listen(1.0, 1.5), HangUp())
    return called(folder, "whole", uas, *steps)


def _lossy(folder: Path) -> Made:
    uas = Uas(*AT_ONCE, audio=sounds.chirps(1.0, 70), loss=0.02, jitter_s=0.015)
    return called(folder, "lossy", uas, wait(60.0), HangUp())


def _exact(folder: Path) -> Made:
    """Without the jitter buffer: noise whose every sample must come back."""
    noise = np.random.default_rng(7).integers(-9000, 9000, 8000 * 4).astype(np.int16)
    network = Network(local_address="127.0.0.1", jitter_buffer=False)
    return called(folder, "exact", Uas(*AT_ONCE, audio=noise), wait(3.0), HangUp(), network=network)


def _early(folder: Path) -> Made:
    uas = Uas(At(0, "100 Trying"), At(0.2, "early"), At(2.2, "486 Busy Here"), audio=sounds.chirps(0.5, 5))
    return called(folder, "early", uas, HangUp())


KILLED_AT_S: list[float] = []
"""The moment of the kill, on the monotonic clock: when it comes is the machine's business."""


def _killed(folder: Path) -> Made:
    def kill(event: Event) -> None:
        if event.name is EventName.STEP and str(event.detail).startswith("1 "):
            os.kill(_worker_of("killed"), signal.SIGKILL)
            KILLED_AT_S.append(time.monotonic())

    uas = Uas(*AT_ONCE, audio=sounds.chirps(0.5, 10))
    return called(folder, "killed", uas, wait(2.0), wait(10.0), HangUp(), on_event=kill)


def _worker_of(shop: str) -> int:
    """The worker that writes this shop's tape."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"auditor.channels.phone.worker" in (process / "cmdline").read_bytes() and any(
                link.readlink().name == f"{shop}.part" for link in (process / "fd").iterdir()
            ):
                return int(process.name)
        except OSError:
            continue
    raise AssertionError(f"no worker has {shop}'s tape open")


def _stopped(folder: Path) -> Made:
    stop = threading.Event()

    def on_event(event: Event) -> None:
        if event.name is EventName.ANSWERED:
            threading.Timer(1.0, stop.set).start()

    uas = Uas(*AT_ONCE, audio=sounds.chirps(0.5, 10))
    return called(folder, "stopped", uas, wait(20.0), stop=stop, on_event=on_event)


def _dead_port(folder: Path) -> Made:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:  # bound, so no other test has it
        taken.bind(("127.0.0.1", 0))
        address = f"sip:nadie@127.0.0.1:{taken.getsockname()[1]}"
        return made(job(folder, "dead", address, HangUp(), patience=Patience(no_reply_s=2.0)))


def _simple(shop: str, plan: tuple[At, ...], *steps: Step, **more: Any) -> Callable[[Path], Made]:
    audio = more.pop("audio", None)
    rtp = more.pop("rtp", True)
    return lambda folder: called(folder, shop, Uas(*plan, audio=audio, rtp=rtp), *steps, **more)


_busy_tone = sounds.tone(425, 0.2, 0.2, 12)
_fax = sounds.join(sounds.silence(0.5), sounds.tone(2100, 3, 0.2, 8))
_music_less = sounds.join(sounds.chirps(0.4, 3), sounds.silence(30))

CALLS: dict[str, Callable[[Path], Made]] = {
    "lossy": _lossy,
    "whole": _whole,
    "exact": _exact,
    "early": _early,
    "killed": _killed,
    "stopped": _stopped,
    "dead": _dead_port,
    "their bye": _simple("theirs", (*AT_ONCE, At(2.0, "bye")), wait(20.0), audio=sounds.chirps(0.5, 5)),
    "busy": _simple("busy", (At(0, "486 Busy Here"),), HangUp()),
    "busy everywhere": _simple("busy600", (At(0.05, "600 Busy Everywhere"),), HangUp()),
    "refused": _simple("refused", (At(0.05, "503 Service Unavailable"),), HangUp()),
    "no answer": _simple(
        "unanswered",
        (At(0, "100 Trying"), At(0.1, "180 Ringing")),
        HangUp(),
        patience=Patience(no_answer_s=1.5),
    ),
    "not there": _simple("away", (At(0.1, "480 Temporarily Unavailable"),), HangUp()),
    "busy tone": _simple("tone", AT_ONCE, wait(20.0), audio=_busy_tone),
    "fax": _simple("fax", AT_ONCE, wait(20.0), audio=_fax),
    "silence": _simple(
        "silence", AT_ONCE, wait(30.0), patience=Patience(silent_s=3.0), audio=sounds.silence(9)
    ),
    "no media": _simple("nomedia", AT_ONCE, wait(30.0), patience=Patience(silent_s=2.0), rtp=False),
    "call limit": _simple("limit", AT_ONCE, wait(30.0), limits={"max_call_s": 2.0}, audio=_music_less),
    "wait limit": _simple("hold", AT_ONCE, Hold(20.0), limits={"max_wait_s": 2.0}, audio=_music_less),
    "step timeout": _simple("step", AT_ONCE, WaitFor(2.0, speech_end_s=1.0), HangUp(), audio=_music_less),
    "srtp refused": _simple(
        "srtp",
        (At(0.1, "488 Not Acceptable Here"),),
        HangUp(),
        network=Network(local_address="127.0.0.1", encryption=MediaEncryption.REQUIRED),
    ),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """All calls, a few at a time; a test waits for its own."""
    folder = tmp_path_factory.mktemp("calls")
    with STALLS, ThreadPoolExecutor(3) as pool:
        futures: dict[str, Future[Made]] = {name: pool.submit(call, folder) for name, call in CALLS.items()}
        yield lambda name: futures[name].result(timeout=200)


def slack_s(call: Made) -> float:
    """For how long the machine stood still during this call; 0 on one that has nothing else to do."""
    assert call.truth is not None
    begun_s = call.truth.invite_s or 0.0
    length_s = call.contact.recording.duration_s if call.contact.recording else 30.0
    return STALLS.slack_s(begun_s - 1.0, begun_s + length_s + 1.0)


def theirs(made_call: Made) -> tuple[Any, int]:
    assert made_call.contact.recording is not None
    samples, rate_hz = soundfile.read(made_call.contact.recording.path, dtype="int16")
    return samples[:, 1], rate_hz


def ours(made_call: Made) -> Any:
    assert made_call.contact.recording is not None
    return soundfile.read(made_call.contact.recording.path, dtype="int16")[0][:, 0]


def chirp_errors_ms(made_call: Made, every_s: float, count: int) -> list[float]:
    truth = made_call.truth
    assert truth is not None
    assert truth.invite_s is not None
    assert truth.media_s is not None
    line, _ = theirs(made_call)
    media_s = truth.media_s - truth.invite_s
    due = [media_s + every_s * index for index in range(count)]
    return [1000 * (sounds.found(line, sounds.chirp(), at_s) - at_s) for at_s in due]


class TestAWholeCall:
    def test_is_completed_and_all_its_moments_are_marked_in_order(self, results: Results) -> None:
        call = results("whole")
        assert call.contact.outcome is Outcome.COMPLETED
        expected = [MarkName.INVITE, MarkName.TRYING, MarkName.PROVISIONAL, MarkName.ANSWERED, MarkName.STEP]
        assert call.names()[:5] == expected
        assert call.names()[-1] is MarkName.BYE_OURS
        steps = [mark.detail for mark in call.contact.marks if mark.name is MarkName.STEP]
        assert steps == ["0 wait_for", "1 press", "2 say", "3 listen", "4 hang_up"]
        assert [mark.at_s for mark in call.contact.marks] == sorted(mark.at_s for mark in call.contact.marks)

    def test_signalling_is_marked_when_the_line_sent_it(self, results: Results) -> None:
        call = results("whole")
        assert call.mark(MarkName.INVITE).at_s == 0.0
        assert call.mark(MarkName.PROVISIONAL).detail == "180"
        assert call.truth is not None
        did_s = {what: at_s - (call.truth.invite_s or 0) for what, at_s in call.truth.did.items()}
        assert call.mark(MarkName.PROVISIONAL).at_s == pytest.approx(
            did_s["180 Ringing"], abs=LATE_S + slack_s(call)
        )
        assert call.mark(MarkName.ANSWERED).at_s == pytest.approx(did_s["answer"], abs=LATE_S + slack_s(call))
        assert call.truth.bye_s is not None
        assert call.truth.bye_from_caller
        bye_s = call.truth.bye_s - (call.truth.invite_s or 0)
        assert call.mark(MarkName.BYE_OURS).at_s == pytest.approx(bye_s, abs=LATE_S + slack_s(call))

    def test_keys_arrive_as_they_were_sent_and_when(self, results: Results) -> None:
        call = results("whole")
        assert call.truth is not None
        sent = [(mark.detail, mark.at_s) for mark in call.contact.marks if mark.name is MarkName.KEY]
        assert [key for key, _ in sent] == ["4", "2", "#"]
        arrived = [(key, at_s - (call.truth.invite_s or 0)) for key, at_s in call.truth.keys]
        assert [key for key, _ in arrived] == ["4", "2", "#"]
        for (_, ours_s), (_, theirs_s) in zip(sent, arrived, strict=True):
            assert ours_s == pytest.approx(theirs_s, abs=LATE_S + slack_s(call))

    def test_what_they_sent_stands_where_it_came(self, results: Results) -> None:
        call = results("whole")
        errors = chirp_errors_ms(call, 1.0, 3)
        assert max(map(abs, errors)) < EXACT_MS + 1000 * slack_s(call), errors

    def test_what_we_said_stands_where_it_left(self, results: Results) -> None:
        call = results("whole")
        assert call.truth is not None
        start_s = call.mark(MarkName.SAY_START).at_s
        at_s = sounds.found(ours(call), sounds.chirp(), start_s)
        assert at_s == pytest.approx(start_s, abs=0.03 + slack_s(call))
        heard = b"".join(data for _, data in call.truth.heard)
        line = from_ulaw(heard)
        position = sounds.found(line, sounds.chirp(), start_s - call.mark(MarkName.ANSWERED).at_s, 1.0)
        packet_s = call.truth.heard[int(position * 50)][0] - (call.truth.invite_s or 0)
        assert packet_s == pytest.approx(at_s, abs=LATE_S + slack_s(call))

    def test_recording_is_two_channels_from_invite_to_bye(self, results: Results) -> None:
        call = results("whole")
        recording = call.contact.recording
        assert recording is not None
        assert (recording.channels, recording.ours_channel, recording.sample_rate_hz) == (2, 0, 8000)
        assert recording.duration_s == pytest.approx(call.mark(MarkName.BYE_OURS).at_s, abs=0.3)
        assert recording.path.endswith("whole.flac")
        assert not Path(recording.path).with_suffix(".part").exists()

    def test_events_tell_the_same_story(self, results: Results) -> None:
        names = [event.name for event in results("whole").events]
        wanted = [
            EventName.DIALLING,
            EventName.DIALLED,
            EventName.RINGING,
            EventName.ANSWERED,
            EventName.STEP,
            EventName.KEY,
            EventName.SAYING,
            EventName.ENDED,
        ]
        first = [names.index(name) for name in wanted]
        assert first == sorted(first)
        assert EventName.LEVEL in names


def test_loss_leaves_gaps_and_shifts_nothing(results: Results) -> None:
    call = results("lossy")
    errors = chirp_errors_ms(call, 1.0, 60)
    assert max(map(abs, errors)) < 80 + 1000 * slack_s(call), errors
    assert call.contact.recording is not None
    assert call.contact.recording.duration_s == pytest.approx(call.mark(MarkName.BYE_OURS).at_s, abs=0.3)


def test_loss_is_counted_and_an_estimate_is_made_from_it(results: Results) -> None:
    call = results("lossy")
    quality, truth = call.contact.quality, call.truth
    assert quality is not None
    assert truth is not None
    assert quality.lost is not None
    # The BYE was on its way for a moment; what was read too late is lost as well.
    assert truth.lost - 3 <= quality.lost <= truth.lost + 1 + STALLS.packets()
    assert quality.codec == "PCMU"
    assert quality.e_model_mos is not None
    assert 2.0 < quality.e_model_mos < 4.0


def test_without_a_jitter_buffer_the_recording_is_exact_and_loss_is_not_claimed(results: Results) -> None:
    call = results("exact")
    if slack_s(call) > 0.3:
        pytest.skip(
            f"the machine stood still for {slack_s(call) / 2:.2f} s: without a buffer nothing is exact"
        )
    line, _ = theirs(call)
    sent = np.random.default_rng(7).integers(-9000, 9000, 8000 * 4).astype(np.int16)
    coded = from_ulaw(to_ulaw(sent))[4000:20000]  # the first packets come before anyone listens for them
    start = round(sounds.found(line, coded[:4000], 0.55) * 8000)
    # µ-law has two codes for nothing; the stack hears them as ±2 of 32768
    assert np.abs(line[start : start + len(coded)].astype(int) - coded).max() <= 2
    assert call.contact.quality is not None
    assert call.contact.quality.lost is None
    assert call.contact.quality.e_model_mos is None


def test_early_media_is_recorded_though_nobody_answered(results: Results) -> None:
    call = results("early")
    assert call.contact.outcome is Outcome.BUSY
    assert call.mark(MarkName.PROVISIONAL).detail == "183"
    assert MarkName.ANSWERED not in call.names()
    errors = chirp_errors_ms(call, 0.5, 3)
    assert max(map(abs, errors)) < EXACT_MS + 1000 * slack_s(call), errors


@pytest.mark.parametrize(
    ("name", "outcome", "detail"),
    [
        ("busy", Outcome.BUSY, "486 Busy Here"),
        ("busy everywhere", Outcome.BUSY, "600 Busy Everywhere"),
        ("refused", Outcome.REFUSED, "503 Service Unavailable"),
        ("not there", Outcome.NO_ANSWER, "480 Temporarily Unavailable"),
        ("srtp refused", Outcome.REFUSED, "488 Not Acceptable Here"),
    ],
)
def test_each_refusal_is_its_own_outcome(results: Results, name: str, outcome: Outcome, detail: str) -> None:
    call = results(name)
    assert call.contact.outcome is outcome
    assert call.mark(MarkName.FAILED).detail == detail
    assert call.contact.reason == detail
    assert call.contact.recording is None  # nothing ever sounded


@pytest.mark.parametrize(
    ("name", "outcome", "limit"),
    [
        ("no answer", Outcome.NO_ANSWER, "no_answer_s"),
        ("dead", Outcome.UNREACHABLE, "no_reply_s"),
        ("silence", Outcome.SILENT, "silent_s"),
        ("no media", Outcome.SILENT, "silent_s"),
        ("call limit", Outcome.CALL_LIMIT, "max_call_s"),
        ("wait limit", Outcome.WAIT_LIMIT, "max_wait_s"),
        ("step timeout", Outcome.STEP_TIMEOUT, "step 0 wait_for"),
    ],
)
def test_each_limit_is_its_own_outcome(results: Results, name: str, outcome: Outcome, limit: str) -> None:
    call = results(name)
    assert call.contact.outcome is outcome
    assert call.mark(MarkName.LIMIT).detail == limit


def test_a_call_that_nobody_answers_is_cancelled(results: Results) -> None:
    truth = results("no answer").truth
    assert truth is not None
    assert truth.cancelled


@pytest.mark.parametrize(("name", "outcome"), [("busy tone", Outcome.BUSY), ("fax", Outcome.FAX)])
def test_tones_on_an_answered_line_end_the_call(results: Results, name: str, outcome: Outcome) -> None:
    call = results(name)
    assert call.contact.outcome is outcome
    assert call.contact.recording is not None
    assert call.mark(MarkName.BYE_OURS).at_s < 8


def test_silence_is_recorded_as_silence(results: Results) -> None:
    for name in ("silence", "no media"):
        recording = results(name).contact.recording
        assert recording is not None
        assert recording.duration_s > 1.9


def test_their_hanging_up_is_theirs(results: Results) -> None:
    call = results("their bye")
    assert call.contact.outcome is Outcome.HUNG_UP_BY_THEM
    assert MarkName.BYE_OURS not in call.names()
    assert call.truth is not None
    bye_s = (call.truth.bye_s or 0) - (call.truth.invite_s or 0)
    assert call.mark(MarkName.BYE_THEIRS).at_s == pytest.approx(bye_s, abs=LATE_S + slack_s(call))


def test_a_person_can_stop_it(results: Results) -> None:
    call = results("stopped")
    assert call.contact.outcome is Outcome.CANCELLED
    assert call.truth is not None
    assert call.truth.bye_from_caller
    assert call.contact.recording is not None
    assert call.contact.recording.duration_s > 0.9


def test_a_killed_worker_leaves_its_recording_and_its_marks(results: Results) -> None:
    call = results("killed")
    assert call.contact.outcome is Outcome.INTERRUPTED
    assert call.contact.recording is not None
    assert call.truth is not None
    killed_s = KILLED_AT_S[0] - (call.truth.invite_s or 0)
    assert killed_s > 2.0  # the first step waits so long
    assert call.contact.recording.duration_s == pytest.approx(killed_s, abs=0.4)
    answered_s = call.truth.did["answer"] - (call.truth.invite_s or 0)
    assert call.mark(MarkName.ANSWERED).at_s == pytest.approx(answered_s, abs=LATE_S + slack_s(call))
    assert "signal 9" in (call.contact.reason or "")
    errors = chirp_errors_ms(call, 0.5, 3)
    assert max(map(abs, errors)) < EXACT_MS + 1000 * slack_s(call), errors


def test_no_worker_and_no_ear_is_left_behind(results: Results) -> None:
    for name in CALLS:
        results(name)
    deadline = time.monotonic() + 30  # as long as a busy machine takes to end them
    while time.monotonic() < deadline and _children():
        time.sleep(0.1)
    assert _children() == []


def _children() -> list[str]:
    """Live processes of the phone channel that this test process started."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            mine = f"PHONE_TEST_RUN={os.environ['PHONE_TEST_RUN']}".encode()
            if "auditor.channels.phone" in command and mine in (process / "environ").read_bytes():
                found.append(command)
        except OSError:
            continue
    return found


@pytest.fixture(scope="module", autouse=True)
def marked_environment() -> Iterator[None]:
    """Every process that these tests start can be told from others' on the machine."""
    os.environ["PHONE_TEST_RUN"] = str(os.getpid())
    yield
    del os.environ["PHONE_TEST_RUN"]
