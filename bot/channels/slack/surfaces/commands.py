"""What `/coach` itself shows: its help, and the question before everything about a person is erased. Pure."""

from __future__ import annotations

from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.elements import Element, actions, button, context, section
from bot.channels.slack.surfaces.post import Post
from bot.prompts import Prompts

COMMANDS = ("ask", "next", "plan", "commitments", "review", "undo", "pathway", "link", "forget", "help")


def help_post(prompts: Prompts) -> Post:
    """Return what `/coach` can do, and who sees what."""
    intro, privacy = prompts.say("slack_help_intro"), prompts.say("slack_help_privacy")
    lines = "\n".join(prompts.say(f"slack_help_{name}") for name in COMMANDS)
    return Post("\n\n".join([intro, lines, privacy]), (section(intro), section(lines), context(privacy)))


def forget_post(prompts: Prompts) -> Post:
    """Return the question whether all that is kept about a person shall be erased."""
    say = prompts.say
    confirm: Element = {
        "title": {"type": "plain_text", "text": say("slack_forget_title")},
        "text": {"type": "plain_text", "text": say("slack_forget_sure")},
        "confirm": {"type": "plain_text", "text": say("slack_button_forget_me")},
        "deny": {"type": "plain_text", "text": say("slack_button_keep_me")},
        "style": "danger",
    }
    forget = button(say("slack_button_forget_me"), Press(Action.FORGET_ME), style="danger", confirm=confirm)
    keep = button(say("slack_button_keep_me"), Press(Action.KEEP_ME))
    return Post(say("slack_forget"), (section(say("slack_forget")), actions(forget, keep)))
