"""Is there a model, does it fit, and how fast can it be? It is not loaded: its speed is computed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.composing import model_is_needed
from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject
from bot.domain import Composer
from bot.errors import ModelError
from bot.llm.model_file import check_model_file
from bot.models import Fit, ModelEntry, Verdict, choose, fit_entry, load_catalogue
from bot.models.fit import ceiling_tokens_s, expected_tokens_s
from bot.models.sizes import say_size
from bot.passwords import mask_passwords

_GB = 10**9
_STATUS = {Verdict.YES: Status.OK, Verdict.TIGHT: Status.WARN, Verdict.NO: Status.FAIL}


def check_model(subject: Subject) -> Iterator[Finding]:
    """Look at the file that would be loaded. Raises ModelError where there is none, or it is not sound."""
    say, settings = subject.prompts.say, subject.settings
    if settings.composer is Composer.EXTRACTIVE and not settings.model.chooses_tools:
        yield Finding("model", Status.OK, say("doctor_model_unneeded"))
        return
    if settings.model.base_url is not None:
        where = mask_passwords(settings.model.base_url)
        yield Finding("model", Status.OK, say("doctor_model_served", url=where))
        return
    path = check_model_file(settings.model.path, cache=settings.home / "verified.json")
    size = path.stat().st_size
    entry = load_catalogue().get(path.name)
    if entry is None:
        yield _unknown(subject, path, size)
    elif size != entry.bytes:
        words = say("doctor_model_size", path=path, size=size, wanted=entry.bytes)
        yield Finding("model", Status.FAIL, words, say("doctor_model_size_remedy", name=entry.name))
        return
    else:
        yield _fitting(subject, entry)
    yield _speed(subject, size)


def _fitting(subject: Subject, entry: ModelEntry) -> Finding:
    say, wanted = subject.prompts.say, subject.settings.model.context_tokens
    fit = fit_entry(entry, subject.machine, wanted, can_offload=_can_offload(subject))
    status = _STATUS.get(fit.verdict, Status.WARN)
    if not subject.machine.total_bytes:
        return Finding("model", Status.WARN, say("doctor_fit_unknown", model=entry.name))
    idle = "" if model_is_needed(subject.settings, subject.prompts.composers) else say("doctor_model_idle")
    words = " ".join(filter(None, (fit.words, idle, _larger(subject, fit))))
    return Finding("model", status, words, "" if status is Status.OK else _smaller(subject, fit))


def _unknown(subject: Subject, path: Path, size: int) -> Finding:
    say, free = subject.prompts.say, subject.machine.available_bytes
    words = say("doctor_model_own", name=path.name, size=say_size(size), free=say_size(free))
    if 0 < free < size:
        return Finding("model", Status.FAIL, words, say("doctor_too_large_remedy"))
    return Finding("model", Status.OK, words)


def _larger(subject: Subject, fit: Fit) -> str:
    """Say which better model would do well here, if there is one."""
    best = _best(subject, fit)
    if best is None or best.verdict is not Verdict.YES or best.entry.bytes <= fit.entry.bytes:
        return ""
    return subject.prompts.say("doctor_larger", name=best.entry.name)


def _smaller(subject: Subject, fit: Fit) -> str:
    say, best = subject.prompts.say, _best(subject, fit)
    if best is None or best.entry.bytes >= fit.entry.bytes:
        return say("doctor_too_large_remedy")
    return say("doctor_smaller_remedy", name=best.entry.name)


def _best(subject: Subject, fit: Fit) -> Fit | None:
    return choose(subject.machine, load_catalogue(), fit.context_tokens, can_offload=_can_offload(subject))


def _speed(subject: Subject, size: int) -> Finding:
    say, bandwidth = subject.prompts.say, subject.machine.bandwidth_bytes_s
    expected = expected_tokens_s(size, subject.machine)
    if expected is None or bandwidth is None:
        return Finding("speed", Status.OK, say("doctor_speed_unknown"))
    ceiling = ceiling_tokens_s(size, bandwidth)
    words = say(
        "doctor_speed",
        tokens=f"{expected:.0f}",
        percent=f"{100 * expected / ceiling:.0f}",
        ceiling=f"{ceiling:.0f}",
        gb_s=f"{bandwidth / _GB:g}",
    )
    return Finding("speed", Status.OK, words)


def _can_offload(subject: Subject) -> bool:
    try:
        return subject.read_build().offloads
    except ModelError:  # the check of llama.cpp has said so
        return False
