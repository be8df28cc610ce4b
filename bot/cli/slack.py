"""`pathcoach slack`: serves Slack, and helps to set it up."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import JsonOption
from bot.config import load_settings, prepare_home

if TYPE_CHECKING:
    from bot.channels.slack.setup.checking import Finding

_LEASE_MARGIN = 3  # times as long as sending a check-in takes

slack = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

HttpOption = Annotated[
    str | None,
    typer.Option(
        "--http",
        metavar="HOST:PORT",
        help="Listen for Slack's requests there; without it, connect to Slack (Socket Mode).",
    ),
]


@slack.callback()
def serve(context: typer.Context, http: HttpOption = None) -> None:
    """Serve the coach in Slack until SIGTERM or Ctrl-C; help to set that up.

    The tokens come from the environment alone: SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or, with --http,
    SLACK_SIGNING_SECRET. Over HTTP, /slack/events is for Slack; /healthz, /readyz and /metrics are for you.

    \b
    Examples:
      pathcoach slack
      pathcoach slack --http 127.0.0.1:3000
      pathcoach slack check
    """
    if context.invoked_subcommand is not None:
        return
    from bot.channels.slack.serving.secrets import SlackSecrets, mask_in_logs

    secrets = SlackSecrets.from_environment("socket" if http is None else "http")
    if http is None:
        address = None
    else:
        from bot.channels.slack.serving.http import HttpAddress

        address = HttpAddress.read(http)
    settings = load_settings()
    prepare_home(settings.home)
    _log_to_stderr()
    mask_in_logs(secrets)
    from bot.app import build_coach, build_courier
    from bot.channels.slack.running import SENDING_S, run

    asyncio.run(
        run(
            settings,
            secrets,
            load=partial(build_coach, settings),
            remind=partial(build_courier, settings, lease_s=SENDING_S * _LEASE_MARGIN),
            http=address,
        )
    )


@slack.command("manifest")
def print_manifest(
    http: Annotated[
        str | None,
        typer.Option(
            "--http", metavar="URL", help="The server's public address; without it, Socket Mode needs none."
        ),
    ] = None,
    assistant: Annotated[
        bool,
        typer.Option(
            "--assistant", help="For an app with the assistant pane, which Slack gives to no new app."
        ),
    ] = False,
) -> None:
    """Print the manifest from which Slack makes the app, with the scopes and events that it needs.

    \b
    Examples:
      pathcoach slack manifest
      pathcoach slack manifest --http https://coach.example.org
    """
    from bot.channels.slack.setup.manifest import manifest_yaml
    from bot.prompts import bundled_prompts

    print(manifest_yaml(bundled_prompts(), url=http, view="assistant" if assistant else "agent"), end="")


@slack.command("check")
def check_setup(as_json: JsonOption = False) -> None:
    """Say what is missing in Slack, and where to put it right: tokens, scopes, events, the clock.

    Exits with 1 if people would get no answers.

    Example: pathcoach slack check
    """
    from bot.channels.slack.setup.checking import FindingStatus

    findings = asyncio.run(_look())
    for finding in findings:
        if as_json:
            shown = {"status": finding.status.value, "text": finding.text}
            print(json.dumps(shown, ensure_ascii=False))
        else:
            print(f"{finding.status.value:<4}  {finding.text}")
    if any(finding.status is FindingStatus.FAIL for finding in findings):
        raise typer.Exit(1)


@slack.command("preview")
def preview(
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page for a browser; without it, print text."),
    ] = None,
) -> None:
    """Show what people see in Slack, with made-up examples: answers, proposals, check-ins, Home.

    \b
    Examples:
      pathcoach slack preview
      pathcoach slack preview --html preview.html
    """
    from bot.channels.slack.setup.preview import preview_html, preview_text
    from bot.errors import StorageError
    from bot.prompts import bundled_prompts

    if html is None:
        print(preview_text(bundled_prompts()))
        return
    try:
        html.write_text(preview_html(bundled_prompts()), encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"The page cannot be written to {html} ({error.strerror}). Name a file in a folder that is yours."
        ) from None


async def _look() -> list[Finding]:
    """Check with the secrets that there are; what is wrong with those comes first."""
    from bot.channels.slack.serving.client import SlackClient
    from bot.channels.slack.serving.secrets import SlackSecrets
    from bot.channels.slack.setup.checking import Finding, FindingStatus, check
    from bot.clock import clock_of, system_clock
    from bot.prompts import bundled_prompts
    from bot.store import Store

    settings = load_settings()
    secrets, faults = SlackSecrets.that_are_set()
    findings = [Finding(FindingStatus.FAIL, fault) for fault in faults]
    if not secrets.bot_token:
        return findings
    prepare_home(settings.home)
    with Store.open(settings.store_url, clock=clock_of(settings)) as store:
        kinds_seen = store.inbox.kinds_seen()
    async with SlackClient(secrets, settings.slack) as client:
        # Signatures go by the clock of the machine, whatever the coach's says.
        return findings + await check(
            client, secrets, bundled_prompts(), clock=system_clock, kinds_seen=kinds_seen
        )


def _log_to_stderr() -> None:
    """Log our own steps and others' warnings."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("bot").setLevel(logging.INFO)
