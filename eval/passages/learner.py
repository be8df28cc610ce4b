"""MiniLM in torch with what is learnt of it: late interaction with low-rank changes, trained on exercises.

In numpy the same is bot/answering/reference/late_interaction.py, which says what is computed.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from bot.adapter import DOWN, UP
from bot.embedding import bundled_folder_of_model

from .training import Exercise

_RANK = 16
_SCALE = 2.0  # what the low-rank changes count
_RATE, _SCORE_RATE = 3e-4, 0.05  # of learning; that of the score's three weights
_WARM = 0.1  # share of the steps in which the rate rises
_NEAR, _DRAWN = 8, 5  # of so many nearest wrong sentences so many are drawn for a question
_LONGEST = 96  # tokens


class LowRank(nn.Module):
    """A linear map whose weights stay, with the product of two narrow matrices added."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(_RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, _RANK))

    def forward(self, state: Tensor) -> Tensor:
        """Return the map's output for `state`, shape (…, in)."""
        changed = functional.linear(functional.linear(state, self.down), self.up)
        output: Tensor = self.linear(state) + _SCALE * changed
        return output


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts token by token: states (texts, tokens, 384), which are inside a text, and the wholes' units."""

    states: Tensor
    mask: Tensor
    wholes: Tensor

    def part(self, start: int, stop: int) -> Texts:
        """Return some of them."""
        return Texts(self.states[start:stop], self.mask[start:stop], self.wholes[start:stop])


class Matcher(nn.Module):
    """Scores how likely sentences answer questions, as the logarithm of the odds."""

    def __init__(self) -> None:
        super().__init__()
        folder = bundled_folder_of_model()
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.bert = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.bert.requires_grad_(False)
        self.maps = _make_low_rank(self.bert)
        self.telling = nn.Parameter(torch.zeros(self.bert.config.hidden_size))
        self.score = nn.Parameter(torch.tensor([20.0, 5.0, -10.0]))  # by token, by the whole, bias

    def learnt(self) -> dict[str, Tensor]:
        """Return what is learnt, by the names in the file of weights."""
        arrays: dict[str, Tensor] = {"telling": self.telling, "score": self.score}
        for name, linear in self.maps.items():
            arrays |= {f"{name}{DOWN}": linear.down, f"{name}{UP}": _SCALE * linear.up}
        return arrays

    @torch.no_grad()
    def take(self, arrays: Mapping[str, Tensor]) -> None:
        """Take what was learnt before."""
        self.telling.copy_(arrays["telling"])
        self.score.copy_(arrays["score"])
        for name, linear in self.maps.items():
            linear.down.copy_(arrays[f"{name}{DOWN}"])
            linear.up.copy_(arrays[f"{name}{UP}"] / _SCALE)

    def read(self, texts: Sequence[str]) -> Texts:
        """Return the texts token by token."""
        given = self.tokenizer(
            list(texts), padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt"
        )
        mask = given["attention_mask"]
        states = self.bert(input_ids=given["input_ids"], attention_mask=mask).last_hidden_state
        mean = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        inner = mask.clone()
        inner[:, 0] = 0
        inner[torch.arange(len(inner)), mask.sum(1) - 1] = 0  # without the marks of start and end
        return Texts(states, inner.bool(), functional.normalize(mean, dim=-1))

    def forward(self, question: Texts, sentences: Texts) -> Tensor:
        """Return the scores of sentences for one question, shape (sentences,)."""
        asked = question.states[0]
        units = functional.normalize(asked, dim=-1), functional.normalize(sentences.states, dim=-1)
        products = torch.einsum("qd,std->sqt", *units)
        best = products.masked_fill(~sentences.mask[:, None, :], -1).amax(-1)
        shares = (asked @ self.telling).masked_fill(~question.mask[0], -1e9).softmax(0)
        by_token, by_whole, bias = self.score
        scores: Tensor = (
            by_token * (best @ shares) + by_whole * (sentences.wholes @ question.wholes[0]) + bias
        )
        return scores


class Learner:
    """Trains a matcher on exercises."""

    def __init__(
        self, exercises: Sequence[Exercise], *, steps: int, start: Path | None = None, seed: int = 0
    ) -> None:
        """`steps` is in how many batches the rate of learning falls to nearly nothing.

        `start` are weights to go on from, which are changed half as fast.
        """
        torch.manual_seed(seed)
        self._draw = random.Random(seed)
        self.matcher = Matcher()
        if start is not None:
            self.matcher.take(load_file(start))
        self._exercises = list(exercises)
        self._wrong = self._nearest_wrong()
        others = [p for p in self.matcher.parameters() if p.requires_grad and p is not self.matcher.score]
        groups: list[dict[str, Any]] = [
            {"params": others},
            {"params": [self.matcher.score], "lr": _SCORE_RATE, "weight_decay": 0},
        ]
        rate = _RATE if start is None else _RATE / 2
        self._optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda i: min(1, (i + 1) / (_WARM * steps)) * max(0.02, 1 - i / steps)
        )

    def epoch(self, batch: int) -> float:
        """Go through all exercises once, `batch` of them a step; return the mean loss."""
        self._draw.shuffle(self._exercises)
        self.matcher.train()
        losses = [
            self._step(self._exercises[start : start + batch])
            for start in range(0, len(self._exercises), batch)
        ]
        return sum(losses) / len(losses)

    @torch.no_grad()
    def scores(self, exercises: Sequence[Exercise]) -> list[list[float]]:
        """Return for each exercise the scores of all its sentences."""
        self.matcher.eval()
        read = {sentences: self.matcher.read(sentences) for sentences in {e.sentences for e in exercises}}
        return [
            self.matcher(self.matcher.read([each.question]), read[each.sentences]).tolist()
            for each in exercises
        ]

    def write(self, path: Path) -> None:
        """Write what was learnt, in 16 bits, in the names that bot/adapter.py knows."""
        arrays = self.matcher.learnt()
        save_file({name: array.detach().half().contiguous() for name, array in arrays.items()}, path)

    def _step(self, batch: Sequence[Exercise]) -> float:
        """Learn from a batch: the right choice is any of the answers, or "none", whose score is 0."""
        choices = [self._choices(each) for each in batch]
        asked = self.matcher.read([each.question for each in batch])
        said = self.matcher.read([text for sentences, _ in choices for text in sentences])
        losses, start = [], 0
        for at, (sentences, right) in enumerate(choices):
            scores = self.matcher(asked.part(at, at + 1), said.part(start, start + len(sentences)))
            start += len(sentences)
            shares = functional.log_softmax(torch.cat([torch.zeros(1), scores]), dim=0)
            losses.append(-torch.logsumexp(shares[1 : 1 + right], 0) if right else -shares[0])
        loss = torch.stack(losses).mean()
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_((p for p in self.matcher.parameters() if p.requires_grad), 1.0)
        self._optimiser.step()
        self._schedule.step()
        return float(loss.detach())

    def _choices(self, exercise: Exercise) -> tuple[list[str], int]:
        """Return the answers, then wrong sentences: near ones, a far one and the trap; how many are right."""
        near, far = self._wrong[exercise][:_NEAR], self._wrong[exercise][_NEAR:]
        drawn = self._draw.sample(near, min(len(near), _DRAWN))
        drawn += self._draw.sample(far, min(len(far), 1))
        if exercise.trap is not None and exercise.trap not in drawn:
            drawn.append(exercise.trap)
        right = exercise.answers[:2]
        return [exercise.sentences[at] for at in (*right, *drawn)], len(right)

    @torch.no_grad()
    def _nearest_wrong(self) -> dict[Exercise, list[int]]:
        """Return for each exercise the places of the sentences that do not answer, the nearest first."""
        wholes = {each: self.matcher.read(each).wholes for each in {e.sentences for e in self._exercises}}
        found = {}
        for each in self._exercises:
            near = wholes[each.sentences] @ self.matcher.read([each.question]).wholes[0]
            found[each] = [at for at in near.argsort(descending=True).tolist() if at not in each.answers]
        return found


def _make_low_rank(bert: nn.Module) -> dict[str, LowRank]:
    """Put low-rank changes beside all linear maps of the encoder; return them by their maps' names."""
    maps = {}
    for name, module in list(bert.named_modules()):
        if isinstance(module, nn.Linear) and name.startswith("encoder."):
            parent, _, last = name.rpartition(".")
            maps[name] = LowRank(module)
            setattr(bert.get_submodule(parent), last, maps[name])
    return maps
