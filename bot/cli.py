"""The command line: options in, a coach's replies out; a CoachError becomes a sentence and exit code 1."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.config import load_settings
from bot.domain import Composer, Message, Reply
from bot.errors import BadQuestion, CoachError

app = typer.Typer(
    name="pathcoach",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)

PathwayOption = Annotated[
    str | None, typer.Option("--pathway", metavar="ID", help="The pathway to ask about.")
]
UserOption = Annotated[
    str, typer.Option("--user", metavar="U", help="Who asks; everyone has threads of their own.")
]
ThreadOption = Annotated[str | None, typer.Option("--thread", metavar="T", help="Go on with this thread.")]
ComposerOption = Annotated[
    Composer | None,
    typer.Option(
        "--composer", help="llm: let the model write wherever it can; extractive: never ask the model."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line, and nothing else.")]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without "›" gets "?"
    try:
        app(prog_name="pathcoach")
    except CoachError as error:
        print(error, file=sys.stderr)
        _leave(1)
    except KeyboardInterrupt:
        _leave(130)
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing may be written any more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave(1)


def _leave(code: int) -> None:
    sys.stdout.flush()
    sys.exit(code)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"pathcoach {version('pathcoach')}")
        raise typer.Exit()


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """A career coach that runs on your own hardware: cited answers from pathway documents.

    Example: pathcoach ask "Which skills are critical?"
    """


@app.command()
def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="The question; - reads one a line from standard input.")
    ],
    pathway: PathwayOption = None,
    user: UserOption = "local",
    thread: ThreadOption = None,
    composer: ComposerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer one question, or one a line of standard input.

    On standard input every line is a conversation of its own, unless --thread says that they belong together.

    Example: pathcoach ask "Which skills are critical?"
    """
    from bot.app import build_coach
    from bot.channels.terminal import sources_line, standard_input

    piped, failed = question == "-", False
    texts = standard_input() if piped else [_argument(question)]
    with closing(build_coach(load_settings())) as coach:
        for text in texts:
            if piped and not text.strip():
                continue
            message = Message(text, person_id=user, thread_id=thread, pathway_id=pathway, composer=composer)
            try:
                reply = coach.reply(message)
            except BadQuestion as error:
                if not piped:
                    raise
                failed = True
                print(error, file=sys.stderr)
                continue
            if as_json:
                print(json.dumps(reply_json(text, reply), ensure_ascii=False), flush=True)
            else:
                print(f"{reply.text}\n{sources_line(reply)}", end="", flush=True)
    if failed:
        raise typer.Exit(1)


@app.command()
def chat(
    pathway: PathwayOption = None,
    user: UserOption = "local",
    thread: ThreadOption = None,
    composer: ComposerOption = None,
) -> None:
    """Talk with the coach; piped input is answered line by line.

    Example: pathcoach chat --user ana
    """
    from bot.app import build_coach
    from bot.channels.terminal import converse, standard_input
    from bot.prompts import bundled_prompts

    typed = sys.stdin.isatty()
    with closing(build_coach(load_settings())) as coach:
        if typed:
            prompts = bundled_prompts()
            print(prompts.say("welcome", titles=coach.knowledge.titles() or prompts.say("no_titles")))
            coach.warm()
        message = Message("", person_id=user, thread_id=thread, pathway_id=pathway, composer=composer)
        lines = _typed_lines() if typed else standard_input()
        converse(coach, message, lines=lines, out=sys.stdout, prompt=False)


@app.command()
def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Documents or folders to add to the sources."),
    ] = None,
    remove: Annotated[
        list[Path] | None, typer.Option("--remove", metavar="PATH", help="A source to take away again.")
    ] = None,
) -> None:
    """Bring the index up to date; only what changed is embedded.

    The sources are remembered: without a PATH, all of them are read again.

    Example: pathcoach index ~/pathways nurse-to-data-analyst.md
    """
    from bot.app import build_router, prepare_model
    from bot.embedding import build_embedder
    from bot.index.command import run_build

    settings = load_settings()
    report = run_build(settings, paths or [], remove or [])
    build_router(settings, build_embedder(settings))
    prepare_model(settings)
    for warning in report.warnings:
        print(f"Warning: {warning}", file=sys.stderr)
    for error in report.errors:
        print(error, file=sys.stderr)
    print(
        f"{report.documents} documents, {report.chunks} chunks: {report.embedded} embedded, "
        f"{report.unchanged} unchanged, {report.removed} removed."
    )
    if report.errors:
        raise typer.Exit(1)


@app.command()
def pathways(as_json: JsonOption = False) -> None:
    """List the indexed pathways.

    Example: pathcoach pathways --json
    """
    from bot.app import open_index

    for pathway in open_index(load_settings()).pathways.values():
        if as_json:
            print(json.dumps({"pathway_id": pathway.pathway_id, "title": pathway.title}, ensure_ascii=False))
        else:
            print(f"{pathway.pathway_id}\n    {pathway.title}")


@app.command()
def show(
    pathway: Annotated[
        str, typer.Argument(metavar="ID", help="The pathway's id, as `pathcoach pathways` lists it.")
    ],
) -> None:
    """Show one pathway as its document.

    Example: pathcoach show backend-developer-to-edge-ai-engineer
    """
    from bot.app import open_index
    from bot.errors import UnknownPathway
    from bot.pathways.write import write_markdown

    known = open_index(load_settings()).pathways
    if pathway not in known:
        raise UnknownPathway(f"No pathway {pathway} is indexed. `pathcoach pathways` lists them.")
    print(write_markdown(known[pathway]), end="")


@app.command(name="eval", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def evaluate(context: typer.Context) -> None:
    """Run the evaluation, in a checkout.

    Example: pathcoach eval --half work
    """
    import subprocess

    checkout = Path(__file__).parent.parent
    if not (checkout / "eval" / "__main__.py").is_file():
        raise CoachError("The evaluation is not part of the package. Run it in a checkout of the project.")
    raise typer.Exit(
        subprocess.run([sys.executable, "-m", "eval", *context.args], cwd=checkout, check=False).returncode
    )


def reply_json(question: str, reply: Reply) -> dict[str, Any]:
    """Return a reply as `ask --json` prints it."""
    return {
        "question": question,
        "answer": reply.text,
        "abstained": reply.abstained,
        "action": reply.action,
        "citations": [asdict(citation) for citation in reply.citations],
        "commitment": None,
        "composer": reply.composer,
        "model": reply.model,
        "usage": asdict(reply.usage),
        "timings_ms": dict(reply.timings_ms),
        "thread_id": reply.thread_id,
    }


def _argument(question: str) -> str:
    """Return the question if it is text. Raises BadQuestion."""
    try:
        question.encode()  # Python takes undecodable bytes of a command line as lone surrogates
    except UnicodeEncodeError:
        raise BadQuestion(
            "The question is not UTF-8 text. Type it in a terminal that is set to UTF-8."
        ) from None
    return question


def _typed_lines() -> Iterator[str]:
    while True:
        try:
            yield input("you> ")
        except EOFError:
            print()
            return
        except KeyboardInterrupt:
            print()
            return
