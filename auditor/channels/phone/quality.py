"""What the network did to their voice, from the stack's own counters: only those that measured right."""

from __future__ import annotations

from typing import Any

from auditor.channels.phone.emodel import mos
from transcripts.contact import RtpQuality

_PACKET_S = 0.02


def of_stats(
    stats: dict[str, Any], codec: str | None, *, buffer_s: float, reported: bool
) -> RtpQuality | None:
    """From the statistics of the closing event; `None` when no packet came.

    Loss is the jitter buffer's count of sequence gaps (the stack's RTCP loss reads 0 at 2 % loss), so without
    a jitter buffer it is not measured. Jitter is RFC 3550's of our own receiver, in steps of an eighth of a
    millisecond. The stack reads it off whenever the far end reports by RTCP, so only if that ever happened
    (`reported`) is a nought a measure: below one step.
    """
    packets = int(stats.get("rx", {}).get("packets", 0))
    if packets == 0:
        return None
    buffer = stats.get("jbuf") if buffer_s > 0 else None
    lost = int(buffer["lost"]) if buffer else None
    jitter_us = stats.get("rtcp", {}).get("rx_jitter_us", 0)
    rtt_s = stats.get("rtcp", {}).get("rtt_us", 0) / 1e6
    ratio = lost / (packets + lost) if lost is not None else None
    return RtpQuality(
        packets=packets,
        lost=lost,
        jitter_ms=jitter_us / 1000 if reported else None,
        e_model_mos=mos(codec, ratio, _PACKET_S + buffer_s + rtt_s / 2),
        codec=codec,
    )
