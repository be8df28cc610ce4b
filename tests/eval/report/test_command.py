"""From the options to the two files, with a judge that is a server on loopback."""

from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.errors import ModelUnavailable
from eval.command import create_parser, parse
from eval.comparison import compare
from eval.gates import Gate, Verdict
from eval.lines import Half
from eval.metrics import Outcome, summarise
from eval.records import Record
from eval.report.command import add_options, check_options, publish, publish_comparison

_SAID = '{"faithful": 4, "helpful": 2}'


def _options(*arguments: str) -> argparse.Namespace:
    parser = create_parser("python -m eval", "Ask.")
    parser.add_argument("--compare", nargs=2)
    add_options(parser)
    options = parse(parser, arguments)
    check_options(parser, options)
    options.composer = None
    return options


def _publish(options: argparse.Namespace, outcomes: dict[Half, list[Outcome]], **others: object) -> str:
    summaries = {half: summarise(found) for half, found in outcomes.items()}
    publish(options, outcomes, summaries, **{"verdicts": [], "lost": {}, **others})
    return (options.report / "report.md").read_text(encoding="utf-8")


@contextmanager
def _judge(status: int = 200) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            choice = {"index": 0, "message": {"role": "assistant", "content": _SAID}, "finish_reason": "stop"}
            answer = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()
        thread.join()


@pytest.fixture
def outcomes(make_outcome: Callable[..., Outcome]) -> dict[Half, list[Outcome]]:
    wrong = make_outcome("It is secret-reply [1].", question="what is it?", needs=[("10 week",)])
    return {Half.WORK: [wrong], Half.CHECK: [wrong]}


def test_the_texts_of_the_check_half_are_in_neither_file_unless_that_is_asked(
    tmp_path: Path, outcomes: dict[Half, list[Outcome]]
) -> None:
    check = {Half.CHECK: outcomes[Half.CHECK]}
    told = _publish(_options("--report", str(tmp_path / "a")), check)
    assert "`case-1`" in told
    assert "secret-reply" not in told
    assert "secret-reply" not in (tmp_path / "a" / "report.html").read_text(encoding="utf-8")
    assert "secret-reply" in _publish(_options("--report", str(tmp_path / "b"), "--reveal-check"), check)


def test_a_gate_stands_with_the_half_that_it_is_for(
    tmp_path: Path, outcomes: dict[Half, list[Outcome]]
) -> None:
    verdict = Verdict(Gate(Half.CHECK, "right", low=0.5), 0.0)
    told = _publish(_options("--report", str(tmp_path)), outcomes, verdicts=[verdict])
    assert "0 of 1 gates passed; missed: check right at least 0.5." in told
    assert told.count("at least 0.5 **failed**") == 1


def test_the_head_says_what_was_run(
    tmp_path: Path, outcomes: dict[Half, list[Outcome]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATHCOACH_NOW", "2026-03-02T09:00:00+00:00")
    told = _publish(_options("--report", str(tmp_path)), outcomes)
    assert "2 March 2026" in told
    assert "- Cases: work half 1, check half 1" in told
    assert "- Model: none was asked" in told


def test_the_opinion_of_a_judge_has_a_section_of_its_own(
    tmp_path: Path, outcomes: dict[Half, list[Outcome]]
) -> None:
    with _judge() as url:
        options = _options("--report", str(tmp_path), "--judge-url", url, "--judge-model", "wise")
        told = _publish(options, outcomes)
    metrics, _, opinion = told.partition("## A model’s opinion")
    assert "### wise on work half" in opinion
    assert "| faithful | 4.000 |" in opinion
    assert "| helpful | 2.000 |" in opinion
    assert "faithful" not in metrics


def test_where_the_judge_fails_the_rest_of_the_report_is_written(
    tmp_path: Path, outcomes: dict[Half, list[Outcome]]
) -> None:
    with _judge(status=401) as url:
        options = _options("--report", str(tmp_path), "--judge-url", url, "--judge-model", "wise")
        with pytest.raises(ModelUnavailable, match="refuses the key"):
            _publish(options, outcomes)
    assert "## Metrics" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_what_differs_between_two_runs_is_written_without_the_texts_of_the_check_half(tmp_path: Path) -> None:
    before, after = (Record("c-1", {"right": right}, "what is it?", "secret-reply") for right in (0.0, 1.0))
    found = compare([before], [after])
    publish_comparison(
        _options("--report", str(tmp_path)), "extractive", "llm", {Half.WORK: found, Half.CHECK: found}
    )
    told = (tmp_path / "report.md").read_text(encoding="utf-8")
    work, _, check = told.partition("## Comparison, check half")
    assert "From extractive to llm" in work
    assert "secret-reply" in work
    assert "#### c\\-1" in check
    assert "secret-reply" not in check


@pytest.mark.parametrize(
    "arguments", [("--judge-url", "http://h/v1"), ("--judge-url", "http://h/v1", "--judge-model", "wise")]
)
def test_a_judge_needs_a_name_and_a_report(arguments: tuple[str, ...], capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        _options(*arguments)
    assert stopped.value.code == 2
    assert "--judge-url" in capsys.readouterr().err
