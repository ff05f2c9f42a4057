"""Reading the SIP trace: marks and their moments, and nothing secret left."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.channels.phone.trace import Signalling, redacted
from transcripts.contact import MarkName


def sent(first: str, sequence: str, *more: str) -> str:
    return "TX UDP 1.2.3.4:5 -> 6.7.8.9:5060\n" + "\r\n".join([first, f"CSeq: {sequence}", *more])


def received(first: str, sequence: str, *more: str) -> str:
    return "RX UDP 6.7.8.9:5060 -> 1.2.3.4:5\n" + "\r\n".join([first, f"CSeq: {sequence}", *more])


def names(signalling: Signalling) -> list[MarkName]:
    return [mark.name for mark in signalling.marks]


def test_a_challenged_and_answered_call() -> None:
    seen = Signalling()
    seen.take(sent("INVITE sip:x@y SIP/2.0", "1 INVITE"), 100.0)
    seen.take(received("SIP/2.0 401 Unauthorized", "1 INVITE"), 100.1)
    seen.take(sent("ACK sip:x@y SIP/2.0", "1 ACK"), 100.1)
    seen.take(sent("INVITE sip:x@y SIP/2.0", "2 INVITE"), 100.2)
    seen.take(received("SIP/2.0 100 Trying", "2 INVITE"), 100.3)
    seen.take(received("SIP/2.0 183 Session Progress", "2 INVITE"), 100.5)
    seen.take(received("SIP/2.0 180 Ringing", "2 INVITE"), 100.6)
    seen.take(received("SIP/2.0 180 Ringing", "2 INVITE"), 100.7)
    seen.take(received("SIP/2.0 200 OK", "2 INVITE"), 101.0)
    seen.take(received("BYE sip:me@1.2.3.4 SIP/2.0", "7 BYE", "Reason: Q.850;cause=16"), 105.0)
    assert names(seen) == [
        MarkName.INVITE,
        MarkName.TRYING,
        MarkName.PROVISIONAL,
        MarkName.PROVISIONAL,
        MarkName.ANSWERED,
        MarkName.BYE_THEIRS,
    ]
    assert [round(mark.at_s, 3) for mark in seen.marks] == [0.0, 0.3, 0.5, 0.6, 1.0, 5.0]
    assert seen.failure() is None
    assert seen.bye_reason == "Q.850;cause=16"


def test_a_refusal_is_the_last_answer() -> None:
    seen = Signalling()
    seen.take(sent("INVITE sip:x@y SIP/2.0", "1 INVITE"), 10.0)
    seen.take(received("SIP/2.0 401 Unauthorized", "1 INVITE"), 10.1)
    seen.take(received("SIP/2.0 486 Busy Here", "2 INVITE"), 10.4)
    failure = seen.failure()
    assert failure is not None
    assert failure.detail == "486 Busy Here"
    assert round(failure.at_s, 3) == 0.4


def test_a_late_trace_puts_nothing_after_the_answer_that_the_stack_told_of() -> None:
    seen = Signalling()
    seen.take(sent("INVITE sip:x@y SIP/2.0", "1 INVITE"), 10.0)
    seen.established_at_s = 11.0
    seen.take(received("SIP/2.0 180 Ringing", "1 INVITE"), 11.6)
    seen.take(received("SIP/2.0 200 OK", "1 INVITE"), 11.7)
    assert not seen.over
    seen.take(received("BYE sip:me@1.2.3.4 SIP/2.0", "7 BYE"), 15.0)
    assert [(mark.name, mark.at_s) for mark in seen.marks] == [
        (MarkName.INVITE, 0.0),
        (MarkName.PROVISIONAL, 1.0),
        (MarkName.ANSWERED, 1.0),
        (MarkName.BYE_THEIRS, 5.0),
    ]
    assert seen.over


def test_a_challenge_is_no_end_and_an_established_call_ends_with_a_bye() -> None:
    seen = Signalling()
    seen.take(sent("INVITE sip:x@y SIP/2.0", "1 INVITE"), 10.0)
    seen.take(received("SIP/2.0 407 Proxy Authentication Required", "1 INVITE"), 10.1)
    assert not seen.over
    seen.established_at_s = 10.5
    assert not seen.over
    seen.take(received("SIP/2.0 200 OK", "2 INVITE"), 10.6)
    assert not seen.over
    seen.take(sent("BYE sip:x@y SIP/2.0", "3 BYE"), 11.0)
    assert seen.over
    refused = Signalling()
    refused.take(sent("INVITE sip:x@y SIP/2.0", "1 INVITE"), 10.0)
    refused.take(received("SIP/2.0 486 Busy Here", "1 INVITE"), 10.1)
    assert refused.over


def test_later_invites_of_the_other_side_change_nothing() -> None:
    seen = Signalling()
    seen.take(sent("INVITE sip:x@y SIP/2.0", "1 INVITE"), 10.0)
    seen.take(received("SIP/2.0 200 OK", "1 INVITE"), 10.4)
    assert seen.take(received("INVITE sip:me@z SIP/2.0", "9 INVITE"), 11.0) == []
    assert seen.take(sent("SIP/2.0 200 OK", "9 INVITE"), 11.1) == []
    assert seen.take(received("SIP/2.0 488 Not Acceptable", "2 INVITE"), 11.1) == []
    assert seen.failure() is None


SECRET = "TX UDP a:1 -> b:2\nINVITE sip:ana:s3creto@b SIP/2.0\r\nVia: x\r\n" + "\r\n".join(
    [
        'Authorization: Digest username="ana", realm="r",\r\n nonce="n0nce", response="5ecret"',
        'Proxy-Authorization: Digest response="5ecret"',
        'WWW-Authenticate: Digest nonce="n0nce"',
        "Content-Type: application/sdp",
        "",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K3yK3yK3y|2^31",
        "a=ice-pwd:iceSecret",
        "a=rtpmap:8 PCMA/8000",
    ]
)


def test_nothing_secret_is_left() -> None:
    text = redacted(SECRET)
    for secret in ("5ecret", "n0nce", "K3yK3y", "iceSecret", "s3creto"):
        assert secret not in text
    assert "Authorization: <redacted>" in text
    assert "a=rtpmap:8 PCMA/8000" in text
    assert "Via: x" in text


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=6))
def test_noise_is_never_an_error(messages: list[str]) -> None:
    seen = Signalling()
    for at, message in enumerate(messages):
        for text in (
            message,
            f"RX UDP a -> b\n{message}",
            f"TX UDP a -> b\nSIP/2.0 {message}\r\nCSeq: 1 INVITE",
        ):
            seen.take(text, float(at))
            redacted(text)
    seen.failure()


@settings(max_examples=100, deadline=None)
@given(st.from_regex(r"[A-Za-z0-9+/=]{12,40}", fullmatch=True), st.sampled_from(["\r\n", "\n"]))
def test_credentials_never_survive(secret: str, ending: str) -> None:
    secret = f"zq{secret}qz"
    message = ending.join(
        [
            "INVITE sip:x@y SIP/2.0",
            f"authorization : Digest x={secret},",
            f"\t y={secret}",
            "CSeq: 1 INVITE",
            "",
        ]
    )
    assert secret not in redacted(message)
    assert "CSeq: 1 INVITE" in redacted(message)
