"""A stage without a model: a real store, and a coach that does what a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.commitments import CommitmentService
from bot.store import Store
from eval.acting.cases import Utterance
from eval.acting.metrics import Outcome
from eval.acting.run import SetClock, Stage, act_out
from tests.eval.acting.acts import Act, ActingCoach, nothing


@pytest.fixture
def make_stage(tmp_path: Path) -> Iterator[Callable[[dict[str, tuple[str, Act | Exception]]], Stage]]:
    clock = SetClock()
    store = Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=clock)
    yield lambda script: Stage(ActingCoach(script, CommitmentService(store, clock)), store, clock)
    store.close()


@pytest.fixture
def play(make_stage) -> Callable[..., Outcome]:
    """Return what came of a case whose message has this action and this act."""

    def play(case: Utterance, action: str, act: Act, *, earlier: Act | None = None) -> Outcome:
        script = {case.text: (action, act)} | dict.fromkeys(case.history, ("answer", earlier or nothing))
        [outcome] = act_out(make_stage(script), [case])
        return outcome

    return play
