"""The phone channel against a real Asterisk: its log, keys and MixMonitor files are independent truth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from scipy.signal import fftconvolve

from auditor.channels.phone import MediaEncryption, Network, Patience, SipAccount, Transport
from auditor.events import EventName
from auditor.voice import speech
from scenarios.scenario import HangUp, Hold, Listen, Press, Say, Step, WaitFor
from tests.auditor.channels.phone.placing import Made, job, made
from tests.interop.asterisk import PASSWORD, Asterisk
from tests.stalls import Stalls
from transcripts.contact import MarkName, Outcome
from transcripts.errors import ModelMissing
from transcripts.speech.weights import find_model

pytestmark = [
    pytest.mark.asterisk,
    pytest.mark.slow,
    pytest.mark.timeout(900),  # where the exchange is not built yet, the first test fetches and builds it
]

AGENT = "Hola, buenas. Le atiende Marta Ruiz, del servicio de facturación. ¿En qué puedo ayudarle?"
COMPLAINT = "Hola. En mi última factura hay un cargo de catorce euros que no reconozco."
WITHIN_S = 0.1
STALLS = Stalls()
"""Where this machine was put aside for longer, Asterisk's log and the recording differ by that."""

Results = Callable[[str], Made]


def _network(**more: Any) -> Network:
    return Network(local_address="127.0.0.1", **more)


def _account(**more: Any) -> SipAccount:
    return SipAccount(user="probador", domain="127.0.0.1", **more)


def _whole(asterisk: Asterisk, folder: Path) -> Made:
    steps: tuple[Step, ...] = (
        WaitFor(20, speech_end_s=1.0),
        Press("2"),
        WaitFor(20, speech_end_s=1.0),
        Press("9"),
        Hold(70),
        Say(COMPLAINT),
        Listen(1.5, 15),
        HangUp(),
    )
    return made(job(folder, "entera", asterisk.address("principal"), *steps))


def _simple(extension: str, *steps: Step, password: str | None = None, **more: Any) -> Any:
    def call(asterisk: Asterisk, folder: Path) -> Made:
        return made(job(folder, extension, asterisk.address(extension), *steps, **more), password=password)

    return call


def _secure(extension: str, *, trusted: bool) -> Any:
    def call(asterisk: Asterisk, folder: Path) -> Made:
        network = _network(
            transport=Transport.TLS,
            encryption=MediaEncryption.REQUIRED,
            ca_file=asterisk.ca if trusted else None,
        )
        address = f"sip:{extension}@127.0.0.1:{asterisk.tls}"
        account = SipAccount(user="seguro", domain="127.0.0.1")
        shop = f"tls-{trusted}"
        return made(
            job(folder, shop, address, WaitFor(9, seconds=4.0), HangUp(), network=network, account=account)
        )

    return call


def _by_tcp(asterisk: Asterisk, folder: Path) -> Made:
    address = f"sip:breve@127.0.0.1:{asterisk.tcp}"
    return made(
        job(folder, "tcp", address, WaitFor(20, seconds=20), network=_network(transport=Transport.TCP))
    )


def _wide(asterisk: Asterisk, folder: Path) -> Made:
    network = _network(codecs=("g722/16000/1",))
    return made(job(folder, "ancha", asterisk.address("breve"), WaitFor(20, seconds=20), network=network))


CALLS: dict[str, Callable[[Asterisk, Path], Made]] = {
    "whole": _whole,
    "busy": _simple("ocupado", HangUp()),
    "congested": _simple("saturado", HangUp()),
    "forbidden": _simple("prohibido", HangUp()),
    "unknown": _simple("inexistente", HangUp()),
    "no answer": _simple("nadie", HangUp(), patience=Patience(no_answer_s=3.0)),
    "early": _simple("previo", HangUp()),
    "their bye": _simple("breve", WaitFor(20, seconds=20)),
    "right password": _simple("eco", WaitFor(9, seconds=1), HangUp(), account=_account(), password=PASSWORD),
    "wrong password": _simple("eco", HangUp(), account=_account(), password="otra"),
    "tcp": _by_tcp,
    "tls": _secure("eco", trusted=True),
    "untrusted tls": _secure("eco", trusted=False),
    "wide": _wide,
}


@pytest.fixture(scope="module")
def results(asterisk: Asterisk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """All calls, two at a time, each with a folder of its own."""
    greeting = speech(AGENT, "es", "agent")
    from scipy.signal import resample_poly

    narrow = resample_poly(greeting.samples.astype(np.float32), 8000, greeting.rate_hz)
    soundfile.write(asterisk.folder / "saludo.wav", np.clip(narrow, -32768, 32767).astype(np.int16), 8000)
    with STALLS, ThreadPoolExecutor(2) as pool:
        futures: dict[str, Future[Made]] = {
            name: pool.submit(call, asterisk, tmp_path_factory.mktemp(re.sub(r"\W", "-", name)))
            for name, call in CALLS.items()
        }
        yield lambda name: futures[name].result(timeout=200)


def invite_at(call: Made) -> datetime:
    assert call.contact.started_at is not None
    return datetime.fromisoformat(call.contact.started_at)


def their_side(call: Made) -> tuple[Any, int]:
    assert call.contact.recording is not None
    samples, rate_hz = soundfile.read(call.contact.recording.path, dtype="float32")
    return samples[:, 1], rate_hz


def where(line: Any, prompt: Any, rate_hz: int, near_s: float, within_s: float = 1.0) -> float:
    """The second at which the prompt starts in the line, by its pieces that are found unharmed.

    On a busy machine an exchange stalls in mid-prompt, and what follows is later by that; a packet is lost now
    and then, on either side. What is tested is where the prompt began: the earliest start that two pieces
    agree on, where two were left unharmed.
    """
    size = round(0.6 * rate_hz)
    starts: list[float] = []
    for at in range(0, min(len(prompt), 5 * rate_hz) - size, size // 4):
        piece = prompt[at : at + size]
        begin = max(0, round((near_s - within_s) * rate_hz) + at)
        part = line[begin : round((near_s + within_s) * rate_hz) + at + size]
        if len(part) < size or float(np.sum(piece**2)) < 1e-2:
            continue
        power = fftconvolve(part**2, np.ones(size), mode="valid") * float(np.sum(piece**2))
        alike = fftconvolve(part, piece[::-1], mode="valid") / np.sqrt(np.maximum(power, 1e-9))
        best = int(np.argmax(alike))
        if alike[best] > 0.9:
            starts.append((begin + best - at) / rate_hz)
    starts.sort()
    agreed = [one for one, other in pairwise(starts) if other - one < 0.005]
    if not starts and STALLS.slack_s() > 1.0:
        pytest.skip(
            f"the machine stood still for {STALLS.slack_s() / 2:.2f} s: what was played came in shreds"
        )
    assert starts, f"not found around {near_s:.2f} s"
    return agreed[0] if agreed else starts[0]


def positions(asterisk: Asterisk, call: Made, extension: str, name: str) -> list[tuple[float, float]]:
    """(where the log says, where the recording says) of each time a prompt was played during the call."""
    line, rate_hz = their_side(call)
    prompt, prompt_rate = soundfile.read(asterisk.sounds(name), dtype="float32")
    assert prompt_rate == rate_hz
    found = []
    for at in asterisk.played(name, extension):
        expected_s = (at - invite_at(call)).total_seconds()
        if 0 < expected_s < (len(line) - min(len(prompt), 3 * rate_hz)) / rate_hz:
            found.append((expected_s, where(line, prompt, rate_hz, expected_s)))
    return found


class TestAWholeCall:
    def test_menu_queue_and_agent_to_the_end(self, results: Results) -> None:
        call = results("whole")
        assert call.contact.outcome is Outcome.COMPLETED, call.contact
        assert MarkName.BYE_OURS in call.names()
        keys = [mark.detail for mark in call.contact.marks if mark.name is MarkName.KEY]
        assert keys == ["2", "9"]

    def test_prompts_stand_where_the_log_says(self, results: Results, asterisk: Asterisk) -> None:
        call = results("whole")
        seen = 0
        for name in (
            "vm-opts",
            "conf-getpin",
            "queue-youarenext",
            "queue-periodic-announce",
            "queue-thankyou",
        ):
            for logged_s, found_s in positions(asterisk, call, "principal", name):
                assert found_s == pytest.approx(logged_s, abs=WITHIN_S + STALLS.slack_s()), name
                seen += 1
        assert seen >= 4

    def test_keys_arrive_in_order_and_in_time(self, results: Results, asterisk: Asterisk) -> None:
        call = results("whole")
        end = invite_at(call) + timedelta(seconds=call.mark(MarkName.BYE_OURS).at_s)
        arrived = [
            (found.group(1), (line.at - invite_at(call)).total_seconds())
            for line in asterisk.log()
            if (found := re.search(r"DTMF begin '(.)' received on PJSIP/anonymous", line.text))
            and invite_at(call) < line.at < end
        ]
        sent = [(mark.detail, mark.at_s) for mark in call.contact.marks if mark.name is MarkName.KEY]
        assert [key for key, _ in arrived] == [key for key, _ in sent]
        for (_, sent_s), (_, arrived_s) in zip(sent, arrived, strict=True):
            assert sent_s == pytest.approx(arrived_s, abs=WITHIN_S + STALLS.slack_s())

    @pytest.mark.weights
    def test_the_person_is_noticed_when_the_agent_speaks(self, results: Results, asterisk: Asterisk) -> None:
        try:
            find_model("base")
        except ModelMissing as missing:
            pytest.skip(str(missing))
        call = results("whole")
        answered = asterisk.played("saludo")[0]
        human_s = call.mark(MarkName.HUMAN).at_s
        answered_s = (answered - invite_at(call)).total_seconds()
        heard = [(event.at_s, event.detail) for event in call.events if event.name is EventName.HEARD_TEXT]
        assert human_s == pytest.approx(answered_s, abs=1.0 + STALLS.slack_s()), heard

    def test_recording_agrees_with_mixmonitor(self, results: Results, asterisk: Asterisk) -> None:
        """Asterisk's own file of what it sent us, wherever that file keeps the time of Asterisk's own log.

        On a busy machine MixMonitor leaves frames out and its file grows short; such places prove nothing.
        """
        call = results("whole")
        rate_hz = their_side(call)[1]
        sent, sent_rate = soundfile.read(asterisk.folder / "tx.wav", dtype="float32")
        assert sent_rate == rate_hz
        places = []
        for name in ("vm-opts", "conf-getpin", "queue-periodic-announce", "queue-thankyou"):
            prompt, _ = soundfile.read(asterisk.sounds(name), dtype="float32")
            for logged_s, found_s in positions(asterisk, call, "principal", name):
                places.append((logged_s, found_s, where(sent, prompt, rate_hz, found_s, within_s=2.0)))
        first_logged_s, first_found_s, first_sent_s = places[0]
        agreed = 0
        for logged_s, found_s, sent_s in places[1:]:
            if abs((sent_s - first_sent_s) - (logged_s - first_logged_s)) < 0.8 * WITHIN_S:
                assert found_s - first_found_s == pytest.approx(
                    sent_s - first_sent_s, abs=WITHIN_S + STALLS.slack_s()
                )
                agreed += 1
        if not agreed:
            pytest.skip(f"MixMonitor's file does not keep the log's time here: {places}")

    def test_our_words_reach_them(self, results: Results, asterisk: Asterisk) -> None:
        """Asterisk's file of what it heard from us (its own clock is loose where nothing is said)."""
        call = results("whole")
        heard, rate_hz = soundfile.read(asterisk.folder / "rx.wav", dtype="float32")
        assert call.contact.recording is not None
        said, _ = soundfile.read(call.contact.recording.path, dtype="float32")
        start_s = call.mark(MarkName.SAY_START).at_s
        ours = said[round(start_s * rate_hz) : round((start_s + 4) * rate_hz), 0]
        where(heard, ours, rate_hz, start_s - call.mark(MarkName.ANSWERED).at_s, within_s=2.0)

    def test_network_quality_is_measured(self, results: Results) -> None:
        quality = results("whole").contact.quality
        assert quality is not None
        assert quality.codec == "PCMA"
        assert quality.lost is not None
        # The exchange leaves out a number where it changes from prompt to music; what is read late is lost.
        assert quality.lost <= 2 + STALLS.packets()
        assert quality.jitter_ms is not None
        assert quality.e_model_mos == pytest.approx(4.4, abs=0.1)


@pytest.mark.parametrize(
    ("name", "outcome", "code"),
    [
        ("busy", Outcome.BUSY, "486"),
        ("congested", Outcome.REFUSED, "503"),
        ("forbidden", Outcome.REFUSED, "403"),
        ("unknown", Outcome.REFUSED, "404"),
        ("wrong password", Outcome.REFUSED, "401"),
    ],
)
def test_refusals(results: Results, name: str, outcome: Outcome, code: str) -> None:
    call = results(name)
    assert call.contact.outcome is outcome, call.contact
    assert (call.mark(MarkName.FAILED).detail or "").startswith(code)


def test_no_answer_is_cancelled(results: Results, asterisk: Asterisk) -> None:
    call = results("no answer")
    assert call.contact.outcome is Outcome.NO_ANSWER
    assert call.mark(MarkName.PROVISIONAL).detail == "180"
    assert call.mark(MarkName.LIMIT).detail == "no_answer_s"


def test_early_media_is_recorded_where_it_was_played(results: Results, asterisk: Asterisk) -> None:
    call = results("early")
    assert call.contact.outcome is Outcome.BUSY
    assert call.mark(MarkName.PROVISIONAL).detail == "183"
    assert MarkName.ANSWERED not in call.names()
    [(logged_s, found_s)] = positions(asterisk, call, "previo", "queue-thankyou")[:1]
    assert found_s == pytest.approx(logged_s, abs=WITHIN_S + STALLS.slack_s())


def test_their_bye_is_theirs(results: Results) -> None:
    for name in ("their bye", "tcp"):
        call = results(name)
        assert call.contact.outcome is Outcome.HUNG_UP_BY_THEM, call.contact
        assert MarkName.BYE_THEIRS in call.names()


def test_the_right_password_lets_us_in(results: Results) -> None:
    call = results("right password")
    assert call.contact.outcome is Outcome.COMPLETED
    assert MarkName.FAILED not in call.names()  # the challenge was answered, not final


def test_tls_with_srtp_is_heard(results: Results, asterisk: Asterisk) -> None:
    call = results("tls")
    assert call.contact.outcome is Outcome.COMPLETED, call.contact
    line, _ = their_side(call)
    assert float(np.max(np.abs(line))) > 0.1


def test_a_certificate_that_nobody_vouches_for_is_refused(results: Results) -> None:
    call = results("untrusted tls")
    assert call.contact.outcome is Outcome.UNREACHABLE, call.contact
    assert call.contact.recording is None


def test_wideband_is_recorded_at_its_rate(results: Results) -> None:
    call = results("wide")
    assert call.contact.recording is not None
    assert call.contact.recording.sample_rate_hz == 16000
    assert call.contact.quality is not None
    assert call.contact.quality.codec == "G722"
    assert call.contact.quality.e_model_mos is None
