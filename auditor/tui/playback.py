"""Replays a recording from a second on, in a thread; one at a time, and a second press stops it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from textual.app import App
from textual.message import Message

from auditor.i18n import explain

if TYPE_CHECKING:
    from auditor.core.views import ShopPage
    from auditor.tui.api import Player


class PlayFailed(Message):
    """The recording could not be played; `words` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class Playback:
    """Plays with `player`; without one, with the core's own."""

    def __init__(self, app: App[int], player: Player | None = None) -> None:
        self._app = app
        self._player = player
        self._stop: threading.Event | None = None

    def toggle(self, page: ShopPage, from_s: float) -> bool:
        """Stops what plays, or else plays from there; returns whether it plays now."""
        if self._stop is not None:
            self.stop()
            return False
        stop = self._stop = threading.Event()
        self._app.run_worker(
            lambda: self._play(page, from_s, stop), group="play", thread=True, exit_on_error=False
        )
        return True

    def stop(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _play(self, page: ShopPage, from_s: float, stop: threading.Event) -> None:
        from auditor.core.replay import play

        try:
            (self._player or play)(page, from_s, None, stop)
        except Exception as error:
            self._app.post_message(PlayFailed(explain(error)))
        finally:
            if self._stop is stop:
                self._stop = None
