"""What is shown until there is an answer: the place in the queue, and that it is being written. Pure."""

from __future__ import annotations

from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.elements import button, section
from bot.channels.slack.surfaces.post import Post
from bot.prompts import Prompts

_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


def queue_post(position: int, item_id: str, prompts: Prompts) -> Post:
    """Return the notice of one who waits; the first place is the next one to be answered."""
    if position <= 1:
        return _with_stop(prompts.say("slack_queue_next"), item_id, prompts)
    return _with_stop(prompts.say("slack_queue", position=_ordinal(position)), item_id, prompts)


def writing_post(item_id: str, prompts: Prompts) -> Post:
    """Return the notice that an answer is being written."""
    return _with_stop(prompts.say("slack_writing"), item_id, prompts)


def _with_stop(said: str, item_id: str, prompts: Prompts) -> Post:
    stop = button(prompts.say("slack_button_stop"), Press(Action.STOP, item_id=item_id))
    return Post(said, (section(said, accessory=stop),))


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in _TEENS else _SUFFIXES.get(number % 10, "th")
    return f"{number}{suffix}"
