"""The faults of a user's file as words: each with file, line and path, all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from auditor.cli.common import narrate, print_json
from auditor.errors import ExitCode
from auditor.i18n import _, explain, ngettext


def tell_faults(error: Any) -> None:
    """Prints every fault of a faulty file (an error with `file` and `faults`), or the error's own words."""
    faults = getattr(error, "faults", ())
    for fault in faults:
        where = f"{error.file}:{fault.line}" + (f": {fault.path}" if fault.path else "")
        narrate(f"{where}: {_(fault.template).format(**fault.params)}")
    if not faults:
        narrate(_("Error: {text}").format(text=explain(error)))
        return
    count = len(faults)
    narrate(
        ngettext(
            "{file}: {count} fault; nothing of the file is used.",
            "{file}: {count} faults; nothing of the file is used.",
            count,
        ).format(file=error.file, count=count)
    )


def fault_json(error: Any) -> list[dict[str, Any]]:
    """A list of {line, path, message}; empty when there is no error."""
    if error is None:
        return []
    faults = getattr(error, "faults", ())
    if not faults:
        return [{"line": None, "path": "", "message": explain(error)}]
    return [{"line": f.line, "path": f.path, "message": _(f.template).format(**f.params)} for f in faults]


def tell_checked(results: Sequence[tuple[Path, Any]], as_json: bool) -> int:
    """What checking files found, `None` for a file without faults; the exit code: 1 when any has one."""
    if as_json:
        print_json([{"file": str(path), "faults": fault_json(faults)} for path, faults in results])
    for path, faults in results:
        if faults:
            tell_faults(faults)
        elif not as_json:
            narrate(_("{path}: no faults").format(path=path))
    return ExitCode.FAILED if any(faults for _path, faults in results) else ExitCode.DONE
