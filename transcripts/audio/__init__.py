"""Audio of any format, opened and read in blocks. Importing this package loads neither PyAV nor numpy."""

from transcripts.audio.faults import DecodeFault, FaultName
from transcripts.audio.file import AudioFile, open_audio
from transcripts.audio.stream import AudioBlocks, blocks

__all__ = ["AudioBlocks", "AudioFile", "DecodeFault", "FaultName", "blocks", "open_audio"]
