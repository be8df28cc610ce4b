"""The tools of the coach that a person can name, in any channel: `/next` here, `/coach next` there."""

from __future__ import annotations

from collections.abc import Mapping

NAMED_TOOLS: Mapping[str, str] = {  # the words that follow go with it
    "next": "next_tasks",
    "plan": "show_plan",
    "commitments": "list_commitments",
    "review": "weekly_review",
    "undo": "undo_last",
    "profile": "update_profile",
}
