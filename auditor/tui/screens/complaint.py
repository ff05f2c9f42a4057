"""The page of one complaint."""

from __future__ import annotations

from auditor.tui.base import Page


class ComplaintScreen(Page):
    """Everything known of one complaint."""

    def __init__(self, complaint_id: str) -> None:
        super().__init__()
        self.complaint_id = complaint_id
