"""The stage with the real coach, on which the clock is the evaluation's."""

from datetime import datetime
from pathlib import Path

from bot.bundled import bundled_folder
from bot.config import prepare_home
from bot.embedding import MiniLMEmbedder
from bot.index.builder import build_index
from bot.index.progress import ConsoleProgress
from bot.pathways.readers import read_document
from eval.acting.coach import open_stage
from eval.acting.metrics import is_right
from eval.acting.report import complaints
from eval.acting.run import act_out
from tests.eval.acting.acts import utterance


def _indexed(home: Path) -> Path:
    prepare_home(home)
    progress = ConsoleProgress()
    pathways = [bundled_folder("knowledge")]
    build_index(pathways, home=home, embedder=MiniLMEmbedder(), read=read_document, progress=progress)
    return home


def test_the_real_coach_goes_by_the_clock_of_the_case(tmp_path: Path) -> None:
    case = utterance(
        "confirm_commitment",
        text="yes",
        history=("I'll email two people tomorrow",),
        now=datetime.fromisoformat("2026-09-26T20:00:00+12:00"),  # the clocks change that night
        timezone="Pacific/Auckland",
        due=(datetime.fromisoformat("2026-09-27T23:59:59+13:00"),),
    )
    with open_stage(_indexed(tmp_path / "home")) as stage:
        [outcome] = act_out(stage, [case])
    assert is_right(outcome), complaints(outcome)
    assert outcome.before.changes[0].at == case.now
