"""The SIP messages of a call, as the stack's trace shows them: their moments, and what may be kept of them.

Only the trace knows when 100, 401 and BYE came. It also holds credentials and SRTP keys: nothing of it leaves
this module unredacted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transcripts.contact import Mark, MarkName

_CHALLENGES = (401, 407)
_FIRST = re.compile(r"(TX|RX) (\S+) \S+ -> \S+\r?\n(.*?)\r?\n(.*)", re.DOTALL)
_STATUS = re.compile(r"SIP/2\.0 (\d{3}) ?(.*)")
_CSEQ = re.compile(r"^CSeq:\s*(\d+)\s+(\w+)", re.IGNORECASE | re.MULTILINE)
_REASON = re.compile(r"^Reason:\s*(.+?)\r?$", re.IGNORECASE | re.MULTILINE)
_SECRET_HEADER = re.compile(
    r"^((?:Proxy-)?(?:Authorization|Authenticate)|WWW-Authenticate|Authentication-Info)(\s*):.*?"
    r"(?=\r?\n[^ \t]|\r?\n\r?\n|\Z)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_SRTP_KEY = re.compile(r"(inline:)[^\s|;]+", re.IGNORECASE)
_SETUP_KEY = re.compile(r"^(a=(?:crypto|key-mgmt):?).*?(?=\r?$)", re.IGNORECASE | re.MULTILINE)
_ICE = re.compile(r"^(a=ice-pwd:).*?(?=\r?$)", re.IGNORECASE | re.MULTILINE)
_URI_PASSWORD = re.compile(r"(sips?:[^\s:@<>;]+):[^\s@<>;]+@", re.IGNORECASE)


def redacted(message: str) -> str:
    """The message without credentials, nonces and media keys."""
    message = _SECRET_HEADER.sub(r"\1\2: <redacted>", message)
    message = _SRTP_KEY.sub(r"\1<redacted>", message)
    message = _SETUP_KEY.sub(r"\1<redacted>", message)
    message = _ICE.sub(r"\1<redacted>", message)
    return _URI_PASSWORD.sub(r"\1:<redacted>@", message)


@dataclass
class Signalling:
    """What the trace has shown so far of the one call of this process. Times are monotonic seconds.

    The trace comes by a thread of its own and may be late, never early: no reply before the answer can be
    later than `established_at_s`, the moment at which the stack itself told of the answer.
    """

    invite_at_s: float | None = None
    established_at_s: float | None = None
    marks: list[Mark] = field(default_factory=list)
    answered: bool = False
    replied: bool = False
    final: tuple[int, str] | None = None
    bye_reason: str | None = None

    def take(self, text: str, at_s: float) -> list[Mark]:
        """Reads one trace entry; returns the marks that it makes, `at_s` counted from the INVITE."""
        found = _FIRST.match(text)
        if not found:
            return []
        direction, _, first, rest = found.groups()
        status = _STATUS.match(first)
        sequence = _CSEQ.search(rest)
        method = sequence.group(2).upper() if sequence else ""
        if status is None:
            new = self._request(direction, first.partition(" ")[0].upper(), rest, at_s)
        elif direction == "RX" and method == "INVITE":
            told_s = at_s if self.established_at_s is None else min(at_s, self.established_at_s)
            new = self._reply(int(status.group(1)), status.group(2).strip(), told_s)
        else:
            new = []
        self.marks += new
        return new

    def _request(self, direction: str, method: str, rest: str, at_s: float) -> list[Mark]:
        if method == "INVITE" and direction == "TX" and self.invite_at_s is None:
            self.invite_at_s = at_s
            return [Mark(MarkName.INVITE, 0.0)]
        if method == "BYE" and not self._has(MarkName.BYE_OURS, MarkName.BYE_THEIRS):
            reason = _REASON.search(rest)
            self.bye_reason = reason.group(1) if reason else None
            name = MarkName.BYE_OURS if direction == "TX" else MarkName.BYE_THEIRS
            return [Mark(name, self._since(at_s), self.bye_reason)]
        return []

    def _reply(self, code: int, reason: str, at_s: float) -> list[Mark]:
        self.replied = True
        line = f"{code} {reason}".strip()
        if self.answered:
            return []
        if code == 100:
            return [] if self._has(MarkName.TRYING) else [Mark(MarkName.TRYING, self._since(at_s))]
        if code < 200:
            seen = any(m.name is MarkName.PROVISIONAL and m.detail == str(code) for m in self.marks)
            return [] if seen else [Mark(MarkName.PROVISIONAL, self._since(at_s), str(code))]
        if code < 300:
            self.answered = True
            return [Mark(MarkName.ANSWERED, self._since(at_s), str(code))]
        # A challenge (401, 407) is final only if no authorised INVITE follows it; see `failure`.
        self.final = (code, line)
        self._final_at_s = self._since(at_s)
        return []

    _final_at_s: float = 0.0

    @property
    def over(self) -> bool:
        """Whether the end of the call has been seen: a BYE, or a final refusal (a challenge is none)."""
        if self.answered or self.established_at_s is not None:
            return self._has(MarkName.BYE_OURS, MarkName.BYE_THEIRS)
        return self.final is not None and self.final[0] not in _CHALLENGES

    def failure(self) -> Mark | None:
        """The final refusal, once the call is over without an answer; `None` when there was none."""
        if self.answered or self.final is None:
            return None
        return Mark(MarkName.FAILED, self._final_at_s, self.final[1])

    def _since(self, at_s: float) -> float:
        return at_s - (self.invite_at_s if self.invite_at_s is not None else at_s)

    def _has(self, *names: MarkName) -> bool:
        return any(mark.name in names for mark in self.marks)
