"""What can go wrong with a shop in the queue.

AuditorError
├── UnknownShop   (CommandError, 2)  there is no shop of that id
├── IllegalMove   (CommandError, 2)  a shop cannot go from its state to the one asked for
└── LeaseLost     (1)                another process holds the shop, or the lease ran out
"""

from __future__ import annotations

from auditor.errors import AuditorError, CommandError


class UnknownShop(CommandError):
    """No shop has that id."""


class IllegalMove(CommandError):
    """The shop is not in a state from which it can get there."""


class LeaseLost(AuditorError):
    """The shop is not, or no longer, held by this process: stop working on it."""
