"""assistant.threads.*: status, title and suggested prompts of an assistant thread."""

from __future__ import annotations

from tests.local_slack import limits
from tests.local_slack.errors import Refused, invalid
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.methods.context import Context, Method
from tests.local_slack.state import AssistantThread, Json


def set_status(context: Context, arguments: Arguments) -> Json:
    thread = _thread(context, arguments)
    if "status" not in arguments:
        raise invalid("invalid_arguments", ["missing required field: status [json-pointer:/status]"])
    thread.status, thread.status_at = arguments.text("status"), context.workspace.clock.now()
    return {}


def set_title(context: Context, arguments: Arguments) -> Json:
    thread = _thread(context, arguments)
    thread.title = arguments.required("title")
    return {}


def set_suggested_prompts(context: Context, arguments: Arguments) -> Json:
    thread = _thread(context, arguments)
    prompts = arguments.structure("prompts", "invalid_arguments")
    problems = []
    if not isinstance(prompts, list) or not prompts:
        problems.append("must have at least 1 item [json-pointer:/prompts]")
    elif len(prompts) > limits.PROMPTS:
        problems.append(f"no more than {limits.PROMPTS} items allowed [json-pointer:/prompts]")
    elif not all(prompt.get("title") and prompt.get("message") for prompt in prompts):
        problems.append("missing required field: title, message [json-pointer:/prompts]")
    if problems:
        raise invalid("invalid_arguments", problems)
    thread.prompts = list(prompts)
    return {}


def status_of(context_thread: AssistantThread | None, now: float) -> str:
    """Return the status that shows: two minutes after it was set, none."""
    if context_thread is None or now - context_thread.status_at > limits.STATUS_SECONDS:
        return ""
    return context_thread.status


def _thread(context: Context, arguments: Arguments) -> AssistantThread:
    channel = context.channel(arguments.required("channel_id", "channel_not_found"))
    root_ts = arguments.required("thread_ts")
    if channel.kind != "im" or not context.app.assistant:
        raise Refused("channel_not_found" if channel.kind != "im" else "not_allowed")
    known = context.workspace.assistant_threads.get((channel.channel_id, root_ts))
    if known is not None:
        return known
    if context.workspace.find(channel.channel_id, root_ts) is None:
        raise Refused("invalid_thread_ts")
    # Every thread of a direct message with an assistant is one of its threads.
    user = next(member for member in channel.members if member != context.workspace.bot_user_id)
    thread = AssistantThread(channel.channel_id, root_ts, user, {})
    context.workspace.assistant_threads[channel.channel_id, root_ts] = thread
    return thread


METHODS: dict[str, Method] = {
    "assistant.threads.setStatus": set_status,
    "assistant.threads.setSuggestedPrompts": set_suggested_prompts,
    "assistant.threads.setTitle": set_title,
}
