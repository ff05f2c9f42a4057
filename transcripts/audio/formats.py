"""Which containers are read, and how a headerless file's extension says what it holds."""

from __future__ import annotations

from dataclasses import dataclass

CONTAINERS = (
    "wav,w64,aiff,au,caf,mp3,aac,ac3,eac3,ogg,flac,wv,ape,tta,asf,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,"
    "flv,mpegts,mpeg,mpegvideo,amr,amrnb,amrwb,gsm,g722,alaw,mulaw,s16le,s16be,g726,g726le,sln,voc,xa,ircam,nist,dts,rm"
)
"""Demuxers that may open a file. Playlists are left out: a recording must not make us open other files."""

LOWEST_HZ, HIGHEST_HZ = 4_000, 384_000
TELEPHONE_HZ = 8_000


@dataclass(frozen=True, slots=True)
class RawFormat:
    """A headerless format: its demuxer, its sampling rate, and how many bytes make one second."""

    demuxer: str
    rate_hz: int
    bytes_per_s: float
    options: tuple[tuple[str, str], ...] = ()


def _pcm(demuxer: str, rate_hz: int, width: int) -> RawFormat:
    options = (("sample_rate", str(rate_hz)), ("ch_layout", "mono"))
    return RawFormat(demuxer, rate_hz, rate_hz * width, options)


RAW: dict[str, RawFormat] = {
    **dict.fromkeys((".al", ".alaw", ".pcma"), _pcm("alaw", 8_000, 1)),
    **dict.fromkeys((".ul", ".ulaw", ".mulaw", ".pcmu"), _pcm("mulaw", 8_000, 1)),
    **dict.fromkeys((".sln", ".slin", ".raw", ".pcm"), _pcm("s16le", 8_000, 2)),
    **{f".sln{khz}": _pcm("s16le", khz * 1000, 2) for khz in (12, 16, 24, 32, 48, 96, 192)},
    ".sln44": _pcm("s16le", 44_100, 2),
    ".gsm": RawFormat("gsm", 8_000, 33 * 50),
    **dict.fromkeys((".g722", ".722"), RawFormat("g722", 16_000, 8_000)),
}
"""Asterisk's and baresip's names for raw files. Everything else is recognised by what it contains."""
