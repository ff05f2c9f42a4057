"""Entry point: `auditor` and `python -m auditor`."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line; without a command the terminal opens."""
    from auditor.cli.app import run

    sys.exit(run())


if __name__ == "__main__":
    main()
