"""How long a search takes, embedding included, as the index grows: `python -m bench.retrieval`.

The chunks are made up: words of the bundled pathways in another order, with vectors near those of the real
chunks, so that each question has many neighbours. Building and searching are processes of their own.
Wants a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.ask import PYTHON, ROOT, Bar, read_questions
from bench.measure import MeasureError, measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bot.domain import Chunk, Document

SIZES = (5_000, 20_000, 100_000)
LOOKS = 200  # searches of each size
MOST_MS = 20.0  # the median at the smallest size
TIMEOUT_S = 1800.0
_OF_DOCUMENT = 30  # chunks
_JITTER = 0.5  # length of what is added to a unit vector before it is one again
_SEED = 7


@dataclass(frozen=True, slots=True)
class Timed:
    """An index of so many chunks: how long it took to open, then each search, and its embedding alone.

    `processor_ms` is what each search took of processors' time, which others at work hardly change.
    """

    chunks: int
    open_ms: float
    search_ms: Sequence[float]
    embedding_ms: Sequence[float]
    processor_ms: Sequence[float]
    peak_mb: float = 0.0


def run(sizes: Sequence[int], *, scratch: Path) -> list[Timed]:
    """Build an index of each size in `scratch` and search it. Raises MeasureError."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    timed = []
    for size in sizes:
        command = [PYTHON, "-m", "bench.retrieval", "--home", str(scratch / str(size))]
        _say(f"building an index of {size} chunks")
        measure([*command, "--build", str(size)], env=env, timeout_s=TIMEOUT_S)
        searched = measure([*command, "--search"], env=env, timeout_s=TIMEOUT_S)
        timed.append(Timed(**json.loads(searched.stdout), peak_mb=searched.peak_mb))
    return timed


def bars(timed: Sequence[Timed]) -> list[Bar]:
    """Return the bar: that of the smallest index."""
    least = min(timed, key=lambda each: each.chunks)
    name = f"median milliseconds of a search among {least.chunks} chunks"
    return [Bar(name, median(least.search_ms), most=MOST_MS)]


def table(timed: Sequence[Timed]) -> str:
    """Return the figures in Markdown."""
    lines = [
        "| chunks | opened | search p50 | p95 | its embedding, p50 | processor time, p50 | peak memory |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {each.chunks:,} | {each.open_ms / 1000:.2f} s | {median(each.search_ms):.1f} ms "
        f"| {_p95(each.search_ms):.1f} ms | {median(each.embedding_ms):.1f} ms "
        f"| {median(each.processor_ms):.1f} ms | {each.peak_mb:.0f} MB |"
        for each in timed
    ]
    return "\n".join(lines)


def plot(timed: Sequence[Timed], path: Path) -> None:
    """Draw how the time of a search grows, as SVG; the same figures give the same file."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "retrieval"}):
        figure = Figure(figsize=(5, 3), layout="constrained")
        axes = figure.add_subplot()
        sizes = [each.chunks for each in timed]
        axes.plot(sizes, [_p95(each.search_ms) for each in timed], "s--", label="p95")
        axes.plot(sizes, [median(each.search_ms) for each in timed], "o-", label="p50")
        axes.plot(sizes, [median(each.embedding_ms) for each in timed], ":", label="embedding alone")
        axes.set(xscale="log", xlabel="chunks", ylabel="milliseconds a search", ylim=(0, None))
        axes.grid(visible=True, linewidth=0.3)
        axes.legend(frameon=False)
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})


def build(home: Path, size: int) -> None:
    """Index `size` made-up chunks in `home`."""
    from bot.index.builder import build_index
    from bot.index.progress import ConsoleProgress

    home.mkdir(parents=True)
    jittered, texts = _Jittered(), _texts()
    names = [home / f"{number}.md" for number in range(-(-size // _OF_DOCUMENT))]
    counts = dict.fromkeys(names, _OF_DOCUMENT) | {names[-1]: size - _OF_DOCUMENT * (len(names) - 1)}

    def read(path: Path) -> Document:
        return _document(path.stem, counts[path], texts)

    build_index(names, home=home, embedder=jittered, read=read, progress=ConsoleProgress())


def search(home: Path) -> Timed:
    """Open the index in `home` and search it for questions that differ from each other."""
    from bot.embedding import MiniLMEmbedder
    from bot.index.reader import Index

    embedder = MiniLMEmbedder()
    started_s = time.perf_counter()
    index = Index.open(home, embedder)
    open_ms = _since_ms(started_s)
    index.warm()
    search_ms, embedding_ms, processor_ms = [], [], []
    for question in _questions():
        started_s = time.perf_counter()
        embedder.embed([question])
        embedding_ms.append(_since_ms(started_s))
        started_s, processor_s = time.perf_counter(), time.process_time()
        index.search(f"{question}?")
        search_ms.append(_since_ms(started_s))
        processor_ms.append((time.process_time() - processor_s) * 1000)
    return Timed(len(index.chunks), open_ms, search_ms, embedding_ms, processor_ms)


class _Jittered:
    """Vectors near those of the real chunks, by a text's digest; they pass for the bundled model's own."""

    def __init__(self) -> None:
        from bot.embedding import MiniLMEmbedder

        real = MiniLMEmbedder()
        self.name, self.digest, self.dimensions = real.name, real.digest, real.dimensions
        self._near = real.embed(_texts())

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        rows = []
        for text in texts:
            source = np.random.default_rng(list(text.encode()))
            jitter = source.standard_normal(self.dimensions)
            row = self._near[source.integers(len(self._near))] + _JITTER * jitter / np.linalg.norm(jitter)
            rows.append(row / np.linalg.norm(row))
        return np.array(rows, np.float32)


def _document(name: str, count: int, texts: Sequence[str]) -> Document:
    from bot.domain import Document

    return Document(name, f"Page {name}", tuple(_chunk(name, number, texts) for number in range(count)))


def _chunk(name: str, number: int, texts: Sequence[str]) -> Chunk:
    from bot.domain import Chunk, Section

    source = random.Random(f"{_SEED} {name} {number}")
    words = [word for text in source.sample(texts, 3) for word in text.split()]
    source.shuffle(words)
    text = " ".join(words[: source.randint(20, 120)])
    return Chunk(f"{name}/body/{number}", name, Section.BODY, f"Page {name}", text, number + 1, number)


def _texts() -> list[str]:
    from bot.bundled import bundled_folder
    from bot.pathways.readers import read_document

    paths = sorted(bundled_folder("knowledge").glob("*.md"))
    return [chunk.text for path in paths for chunk in read_document(path).chunks]


def _questions() -> list[str]:
    source = random.Random(_SEED)
    asked, words = read_questions(), " ".join(_texts()).split()
    return [f"{source.choice(asked).text} {source.choice(words)}" for _ in range(LOOKS)]


def _since_ms(started_s: float) -> float:
    return (time.perf_counter() - started_s) * 1000


def _p95(times_ms: Sequence[float]) -> float:
    return sorted(times_ms)[int(0.95 * (len(times_ms) - 1))]


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def main() -> int:
    """Print the figures; exit code 1 when `--gate` is given and the bar is missed."""
    parser = argparse.ArgumentParser(description="How long a search takes as the index grows.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="chunks (5000 20000 100000)")
    parser.add_argument("--write", action="store_true", help="write table and plot into eval/")
    parser.add_argument("--gate", action="store_true", help="exit with 1 where the bar is missed")
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)  # of the processes that it starts
    parser.add_argument("--build", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--search", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.build:
        build(arguments.home, arguments.build)
        return 0
    if arguments.search:
        found = search(arguments.home)
        print(json.dumps({name: getattr(found, name) for name in found.__slots__ if name != "peak_mb"}))
        return 0
    return _measure(arguments)


def _measure(arguments: argparse.Namespace) -> int:
    load, cores = os.getloadavg()[0], os.cpu_count()
    _say(f"{cores} cores, load {load:.1f}")
    try:
        with tempfile.TemporaryDirectory(prefix="pathcoach-bench-") as scratch:
            timed = run(sorted(arguments.sizes), scratch=Path(scratch))
    except MeasureError as error:
        _say(str(error))
        return 1
    held = bars(timed)
    print(table(timed), "", *held, sep="\n")
    if arguments.write:
        from eval.retrieval.table import write_between  # not before: whoever measures stays small

        head = f"`python -m bench.retrieval`, {cores} cores, load {load:.1f} when it began:"
        plot(timed, ROOT / "eval" / "retrieval" / "latency.svg")
        write_between("retrieval latency", f"{head}\n\n{table(timed)}")
    return 1 if arguments.gate and not all(bar.held for bar in held) else 0


if __name__ == "__main__":
    sys.exit(main())
