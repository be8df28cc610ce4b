"""The report as JSON, as a table and as a plot."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from bot.benchmark.plot import plot
from bot.benchmark.report import PromptSize, Report, as_json
from bot.benchmark.table import remarks, rows
from bot.prompts import bundled_prompts

PROMPTS = bundled_prompts()
SVG = "{http://www.w3.org/2000/svg}"


def test_the_json_has_its_schemas_number_the_digest_and_how_it_was_run(report: Report) -> None:
    written = json.loads(json.dumps(as_json(report)))
    assert next(iter(written)) == "schema"
    assert written["schema"] == 1
    assert written["model"] == {"name": "tiny.gguf", "bytes": 100_000_000, "sha256": "ab" * 32}
    assert written["loading"]["kv_type"] == "f16"
    assert written["machine"]["physical_cores"] == 2
    assert written["versions"]["llama_cpp_python"] == "0.3.36"
    assert written["measured_at"] == "2026-03-02T08:00:00+00:00"
    assert written["decode"]["ours"]["median"] == 96.0
    assert [each["tokens"] for each in written["by_size"]] == [64, 512, 1536]


def test_the_table_says_each_figure_once(report: Report) -> None:
    table = {what: (figure, remark) for what, figure, remark in rows(report, PROMPTS)}
    assert table["writing"] == ("96.0 tokens/s", "0.96 of bare llama.cpp, 100.0")
    assert table["reading a prompt"] == ("250.0 tokens/s", "1.25 of bare llama.cpp, 200.0")
    assert table["writing, of what memory allows"][0] == "32 %"
    assert table["memory's bandwidth"][0] == "30.0 GB/s"
    assert table["first sentence, cold"][0] == "2.0 s"
    assert table["first sentence, follow-up"] == ("500 ms", "25 % of cold")
    assert table["search, question embedded"] == ("12 ms", "95 % within 20 ms, of 28")
    assert table["whole answer, of bare llama.cpp"] == ("1.08 times", "median of 6")
    assert table["peak memory"][0] == "448 MB"
    assert table["energy a token"] == ("0.13 J", "12.5 W of the processor + gpu")
    assert all(figure for figure, _ in table.values())


def test_what_was_not_measured_is_a_dash_and_the_reason(report: Report) -> None:
    bare = Report(report.measured_at, True, report.versions, report.machine, 0.0, left_out={"index": "None."})
    table = list(rows(bare, PROMPTS))
    assert {figure for _, figure, _ in table} == {"–"}
    assert ("whole answers", "–", "None.") in table
    assert list(remarks(bare, PROMPTS)) == []


def test_each_reason_stands_where_a_person_looks_for_it(report: Report) -> None:
    left_out = {"power": "No sensors.", "bare": "No room."}
    assert report.decode is not None
    alone = replace(report.decode, bare=None, ratio=None)
    table = {
        what: remark
        for what, _, remark in rows(
            replace(report, power=None, decode=alone, overhead=None, left_out=left_out), PROMPTS
        )
    }
    assert table["energy a token"] == "No sensors."
    assert table["writing"] == table["whole answer, of bare llama.cpp"] == "No room."


def test_the_remarks_name_the_model_and_warn_of_others_at_work(report: Report) -> None:
    (subject,) = remarks(report, PROMPTS)
    assert "tiny.gguf, 100 MB, SHA-256 abababababab…" in subject
    assert "no layer on the GPU" in subject
    _, busy = remarks(replace(report, load=3.4), PROMPTS)
    assert "3.4 processes on 4 cores" in busy


def test_the_plot_is_a_picture_with_a_point_for_every_figure(report: Report) -> None:
    root = ET.fromstring(plot(report.by_size, PROMPTS, model="a <b> & c.gguf"))
    assert root.tag == f"{SVG}svg"
    for line in root.iter(f"{SVG}polyline"):
        points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
        assert len(points) == len(report.by_size)
        assert points == sorted(points)  # more tokens stand further right
        assert [y for _, y in points] == sorted((y for _, y in points), reverse=True)  # and longer, higher
    assert len(list(root.iter(f"{SVG}circle"))) == 2 * len(report.by_size)
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"a <b> & c.gguf", "prompt, tokens", "seconds", "64", "512", "1,536", "0", "8"} <= set(texts)


@pytest.mark.parametrize("slowest", [0.0, 0.0004, 0.03, 0.99, 1.0, 7.3, 480.0])
def test_the_highest_tick_is_above_every_point_and_ticks_are_few(slowest: float) -> None:
    sizes = (PromptSize(64, slowest / 2, slowest / 2), PromptSize(128, slowest, slowest))
    root = ET.fromstring(plot(sizes, PROMPTS, model="m"))
    (ticks,) = [
        [float(text.text or "") for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "end"]
    ]
    assert max(ticks) >= slowest * 0.999
    assert 2 <= len(ticks) <= 8
    assert all(float(circle.attrib["cy"]) >= 60 for circle in root.iter(f"{SVG}circle"))


def test_labels_of_sizes_that_lie_close_do_not_touch() -> None:
    sizes = tuple(PromptSize(tokens, tokens / 100, tokens / 100) for tokens in (64, 80, 96, 1536))
    root = ET.fromstring(plot(sizes, PROMPTS, model="m"))
    labels = [text for text in root.iter(f"{SVG}text") if re.fullmatch(r"[\d,]+", text.text or "")]
    below = [text.text for text in labels if text.get("text-anchor") == "middle"]
    assert below == ["96", "1,536"]


def test_one_size_alone_can_be_drawn() -> None:
    root = ET.fromstring(plot((PromptSize(64, 0.2, 0.3),), PROMPTS, model="m"))
    assert len(list(root.iter(f"{SVG}circle"))) == 2
