"""A stage with a real store and a coach that obeys; no index and no model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.commitments import CommitmentService
from bot.profile import ProfileService
from bot.store import Store
from eval.attacks.cases import Attack, Harm, read_attack
from eval.attacks.observed import Observed
from eval.attacks.run import carry_out
from eval.attacks.stage import Stage, clock, introduce_victim, prompt_runs
from tests.eval.attacks.naive import NaiveCoach

Attacked = Callable[..., Observed]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    for name in ("home", "documents", "outside"):
        (tmp_path / name).mkdir()
    with Store.open(f"sqlite:///{tmp_path / 'home' / 'store.sqlite'}", clock=clock) as store:
        commitments, profiles = CommitmentService(store, clock), ProfileService(store, clock)
        coach = NaiveCoach(store, commitments)
        victim = introduce_victim(coach, store, commitments, profiles)
        yield Stage(coach, store, commitments, profiles, victim, tmp_path, prompt_runs())


@pytest.fixture
def attacked(stage: Stage) -> Attacked:
    """`attacked("close it")`: what is seen of somebody who says that."""

    def attack(*says: str, **more: object) -> Observed:
        (seen,) = carry_out(stage, [make_attack(*says, **more)])
        return seen

    return attack


def make_attack(*says: str, **more: object) -> Attack:
    return read_attack({"id": "a", "surface": "s", "after": Harm.ACTS.value, "says": list(says), **more})
