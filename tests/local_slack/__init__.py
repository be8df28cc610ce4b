"""A Slack on this machine, to test and to load the Slack channel against. It refuses what Slack refuses.

It serves the Web API, Socket Mode and response URLs on a free port, and delivers to the bot over Socket Mode
or as signed HTTP posts. It is for tests and bench only, and knows nothing of Pathcoach but `environment()`.

    with local_slack() as slack:                       # in a thread of its own, for synchronous tests
        alice = slack.add_user("alice", tz="Europe/Berlin")
        general = slack.add_channel("general", alice)  # the bot is in it, too
        bot = subprocess.Popen([...], env={**os.environ, **slack.environment()})
        slack.wait_until(lambda: slack.sockets.connected)
        asked = alice.mention(general, "What is next?")
        slack.wait_until(lambda: slack.bot_messages(general, thread_ts=asked.ts))

    async with LocalSlack() as slack:                  # in the loop that runs; then `await slack.until(...)`
        ...

All of it may be called from any thread, and nothing blocks but `wait_until` and `settle`.

LocalSlack(*, app=App(), clock=None, rates_on=True, retry_delays_s=(0.0, 60.0, 300.0), patience_s=3.0)
local_slack(**the same)
App(scopes=..., events=..., commands=("/coach",), ...)
    What the workspace granted; all of it by default. App.from_manifest(mapping) reads a parsed manifest. An
    event reaches the bot only if it is subscribed to and its scope is granted.

To reach it
    api_url, bot_token, app_token, signing_secret, team_id, app_id, bot_id, bot_user_id
    environment()               the variables that Pathcoach reads, to put into a subprocess's environment
    deliver_over_http(url)      signed posts to `url`, not Socket Mode; deliver_over_sockets() undoes it
    verify_url()                sends the challenge; the Delivery's `answer` has what came back
    signed_headers(body, secret, timestamp=None)    to sign, or wrongly sign, a request of one's own

Time
    clock.advance(seconds)      ages streams, triggers, statuses, rate limits; deliveries run on real time

People and places
    add_user(name, *, tz="Europe/Berlin", is_admin=False, is_owner=False, locale="en-US") -> Hands
    hands(user_id) -> Hands
    add_channel(name, *members, private=False, with_bot=True) -> its id
    other_bot_says(channel, text, thread_ts=None) -> Message

Faults
    faults.add(method, fault, times=1)      what the next calls of `method` meet, one after the other
        rate_limited(retry_after_s=1), server_error(after=False), dropped(after=False), delayed(seconds),
        refused("stopped_by_user") or any error name, expired_stream()
        `after`: it is carried out, and the answer is lost. The method "*" is any. What is dropped without
        `after`, and rate_limited, are not carried out.
    faults.unknown_methods      a set to add to
    faults.old_api()            no streams, assistant threads, metadata or markdown blocks
    rates.on = False            switches the rate limits off
    expire_stream(message)

What happened
    calls, calls_of(method)     Call: method, arguments, at, response, status, needed (scopes)
    deliveries, deliveries_of(message)
        Delivery: kind, payload, attempts, acknowledged, acknowledged_after_s, answer,
            answer_refused, given_up
        Attempt: sent_at, acknowledged_at, retry_num, retry_reason, status; times are time.monotonic()
    redeliver(delivery, *, new_event_id=False, retry_num=0) -> Delivery     the same event once more
    scopes_used                 those that the calls and deliveries so far needed
    events_used                 the subscriptions that had something to tell so far

Socket Mode
    sockets.connected, sockets.opened       how many there are, and how many there have been
    sockets.refresh(), sockets.drop()       asks to reconnect; aborts

What is there
    messages(channel, thread_ts=None), bot_messages(channel=None, thread_ts=None), message(channel, ts)
    ephemerals(user, channel=None), dm(user) -> channel id, home(user) -> view or None, modals(user) -> views
    status(channel, thread_ts), title(channel, thread_ts), suggested_prompts(channel, thread_ts)
    visible_to(user) -> list of Seen(place, text, blocks, words)
        Everything that they can see, or could at any time: public channels, those they are in, ephemerals to
        them, their messages with the bot, Home and modals, each also as it was before an edit.
    words_visible_to(user) -> str
    pings() -> list of Ping(message, whom)      whom the bot's messages notify

Waiting
    wait_until(condition, timeout_s=10.0), settle(quiet_s=0.3, timeout_s=10.0)
    await until(...), await settled(...)        the same for a coroutine in the loop that runs

Message: channel, ts, user, bot_id, text, blocks, thread_ts, metadata, subtype, edited, deleted, streaming,
    ephemeral_to, reactions, versions (each text and blocks that it had), shown (what people read),
    words (text and blocks' texts, the fallback text too)
View: body (as Slack has it), user, view_id, values (filled in), errors (that the app answered), open

Hands of a person: id, name, and
    say(channel, text, thread_ts=None) -> Message       typed text is escaped; <@U...> in it is a mention
    mention(channel, text, thread_ts=None)              sends both events, app_mention and message
    dm(text, thread_ts=None), edit(message, text), delete(message), react(message, name)
    join(channel), leave(channel), invite_bot(channel), remove_bot(channel)
    click(message, action_id, *, value=None, version=-1) -> Delivery    an older version: a stale click
    pick(message, action_id, chosen, *, value=None, version=-1)         a select, an overflow, a date, a time
    click_in_view(view, action_id, *, value=None), pick_in_view(view, action_id, chosen)    in a modal or Home
    fill(view, action_id, chosen), submit_view(view, {action_id: chosen}), close_view(view)
    open_home(tab="home"), slash(command, text, channel) -> Delivery
    open_assistant(context_channel=None) -> Message     the thread's root; follow up with say(..., root.ts)
    switch_context(root, channel), stop_stream(message)
    What the person could not do (no such button, not in the channel) raises CannotDo.

What is not as in Slack
    An event that finds no socket waits for one. HTTP sends a hundred deliveries at once at most. Clicks and
    commands that are not acknowledged are given up, as in Slack, but nobody is shown a warning.
    Where Slack's rule is not documented: a streamed message takes 12,000 characters in all (as reported); an
    update without blocks keeps the old ones; a thread_ts that names nothing is thread_not_found; a status is
    for threads in direct messages only; a bare @channel in Markdown or mrkdwn blocks counts as a ping.
    Missing: files, unfurls, replies that are broadcast, shared and archived channels, guests, scheduled
    messages, attachments, external options, workflows, OAuth, Enterprise Grid.
"""

from tests.local_slack.api import Call
from tests.local_slack.app import ALL_EVENTS, ALL_SCOPES, App
from tests.local_slack.clock import Clock
from tests.local_slack.deliveries import Attempt, Delivery
from tests.local_slack.errors import CannotDo
from tests.local_slack.faults import (
    NEW_METHODS,
    Fault,
    delayed,
    dropped,
    expired_stream,
    rate_limited,
    refused,
    server_error,
)
from tests.local_slack.hands import Hands
from tests.local_slack.http_delivery import signed_headers
from tests.local_slack.messages import Message
from tests.local_slack.pings import Ping, pinged_by
from tests.local_slack.server import LocalSlack, local_slack
from tests.local_slack.state import View
from tests.local_slack.visibility import Seen

__all__ = [
    "ALL_EVENTS",
    "ALL_SCOPES",
    "NEW_METHODS",
    "App",
    "Attempt",
    "Call",
    "CannotDo",
    "Clock",
    "Delivery",
    "Fault",
    "Hands",
    "LocalSlack",
    "Message",
    "Ping",
    "Seen",
    "View",
    "delayed",
    "dropped",
    "expired_stream",
    "local_slack",
    "pinged_by",
    "rate_limited",
    "refused",
    "server_error",
    "signed_headers",
]
