"""The process that holds one call: `python -m auditor.channels.phone.worker`.

Job and password come as one JSON line on stdin; events leave as JSON lines on stdout. When stdin ends, the
parent is gone: the call is hung up and recorded all the same.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from typing import IO, Any

from auditor import codec
from auditor.channels.phone.job import CallJob
from auditor.events import Event, EventName
from auditor.i18n import explain, use_language
from transcripts.contact import Contact, Outcome

_LINE_LIMIT = 1 << 24


def main() -> int:
    """Places the call; 0 when an ENDED event was told."""
    with contextlib.suppress(OSError):  # only root may; it spares the audio on a busy machine
        os.nice(-10)
    out = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)  # whatever a native library prints must not mix with the events
    return asyncio.run(_run(out))


async def _run(out: IO[str]) -> int:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=_LINE_LIMIT)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    order = json.loads(await reader.readline())
    job = codec.load(CallJob, order["job"])
    use_language(order["language"])

    def tell(event: Event) -> None:
        try:
            out.write(json.dumps(codec.dump(event)) + "\n")
        except (OSError, ValueError):
            return  # the parent is gone; its pipe's end on stdin says so too

    from auditor.channels.phone.call import Call

    call = Call(job, str(order["password"]), tell)
    loop.add_signal_handler(signal.SIGTERM, call.stop.set)
    watch = asyncio.create_task(_watch(reader, call.stop))
    contact = await _contact(call)
    watch.cancel()
    tell(Event(EventName.ENDED, at_s=_length_s(contact), contact=contact, shop=job.shop))
    return 0


async def _watch(reader: asyncio.StreamReader, stop: asyncio.Event) -> None:
    """Anything on stdin, its end too, means: hang up."""
    await reader.read(1)
    stop.set()


async def _contact(call: Any) -> Contact:
    """The call's contact; our own failures become one too, with their reason."""
    try:
        contact: Contact = await call.run()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return Contact(Outcome.FAILED, reason=explain(error))
    return contact


def _length_s(contact: Contact) -> float:
    return max((mark.at_s for mark in contact.marks), default=0.0)


if __name__ == "__main__":
    sys.exit(main())
