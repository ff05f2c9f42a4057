"""An array that grows by rows in place: parts kept in a list and joined at the end would be held twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

_STEP = 1 << 15  # rows: five and a half minutes of frames


class Column:
    """Rows of one type; `width` makes each row an array of so many values."""

    def __init__(self, dtype: DTypeLike, width: int | None = None) -> None:
        import numpy as np

        self._shape = () if width is None else (width,)
        self._rows: NDArray[Any] = np.empty((0, *self._shape), dtype)
        self._count = 0

    def push(self, rows: NDArray[Any]) -> None:
        """Adds rows at the end."""
        until = self._count + len(rows)
        if until > len(self._rows):
            self._rows.resize((-(-until // _STEP) * _STEP, *self._shape), refcheck=False)
        self._rows[self._count : until] = rows
        self._count = until

    def taken(self) -> NDArray[Any]:
        """All rows, shape (n,) or (n, width); they are the caller's now, and the column begins anew."""
        import numpy as np

        rows = self._rows
        rows.resize((self._count, *self._shape), refcheck=False)
        self._rows, self._count = np.empty((0, *self._shape), rows.dtype), 0
        return rows
