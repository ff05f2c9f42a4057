"""A telephone made of the same stack as the product's, in a process of its own: `softphone.py URI KEYS SECONDS`.

Presses KEYS one second after the answer, hangs up after SECONDS (or is hung up on), says what became of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys

from baresip import (
    Account,
    AudioNotActive,
    AudioRestarted,
    BaresipError,
    CallState,
    Config,
    Runtime,
    UserAgent,
)


async def main(uri: str, keys: str, seconds: float) -> None:
    runtime = Runtime()
    await runtime.start(
        Config(
            net_interface="127.0.0.1", extra_config_text="sip_listen 127.0.0.1:0\n", max_concurrent_calls=4
        )
    )
    agent = await UserAgent.create(
        runtime, Account(user="test", domain="127.0.0.1", password="", reg_interval=0)
    )
    said = {"outcome": "answered", "read": 0}
    try:
        call = await agent.dial(uri)
        await call.wait_established(timeout=10)
        print("answered", flush=True)
        await asyncio.sleep(1)
        if keys:
            await call.send_dtmf(keys)
        for _ in range(round(seconds * 50)):
            await asyncio.sleep(0.02)
            if call.state is CallState.CLOSED:
                said["outcome"] = "hung up by them"
                break
            with contextlib.suppress(AudioNotActive, AudioRestarted):
                said["read"] += len(call.audio.read(16000)) // 2
        else:
            await call.hangup()
            await asyncio.sleep(0.2)
    except BaresipError as error:
        said["outcome"] = str(error)
    print(json.dumps(said), flush=True)
    await runtime.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3])))
