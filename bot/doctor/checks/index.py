"""The index: is it there, does it fit, what is in it, is it as old as its documents?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.clock import in_words
from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject
from bot.embedding import BUNDLED_SHA256, is_bundled
from bot.index import layout
from bot.index.catalogue import read_catalogue
from bot.index.sources import documents_in


def check_index(subject: Subject) -> Iterator[Finding]:
    """Read what the index says of itself; nothing is searched."""
    say = subject.prompts.say
    folder = layout.index_folder(subject.settings.home)
    pointer = layout.read_pointer(folder)
    if pointer is None:
        yield Finding("index", Status.WARN, say("doctor_index_absent"), say("doctor_index_absent_remedy"))
        return
    generation = folder / pointer.generation
    manifest = layout.read_manifest(generation)
    if manifest is None or manifest.format != layout.FORMAT or not layout.is_complete(generation):
        yield _anew(subject, say("doctor_index_unusable", folder=generation))
    elif not _fits(manifest, subject.settings.embedding.model):
        wanted = subject.settings.embedding.model
        yield _anew(subject, say("doctor_index_model", model=manifest.model, wanted=wanted))
    else:
        yield _content(subject, generation, manifest)


def _content(subject: Subject, generation: Path, manifest: layout.Manifest) -> Finding:
    say = subject.prompts.say
    try:
        catalogue = read_catalogue(generation)
    except (OSError, ValueError):
        return _anew(subject, say("doctor_index_unusable", folder=generation))
    words = say(
        "doctor_index",
        documents=len(catalogue),
        passages=sum(len(entry.document.chunks) for entry in catalogue),
        day=in_words(manifest.created_at),
    )
    if gone := [source for source in manifest.sources if not Path(source).exists()]:
        words = f"{words} {say('doctor_source_gone', source=gone[0])}"
        return Finding("index", Status.WARN, words, say("doctor_index_old_remedy"))
    if newer := _newer(manifest.sources, manifest.created_at):
        words = f"{words} {say('doctor_source_newer', source=newer)}"
        return Finding("index", Status.WARN, words, say("doctor_index_old_remedy"))
    return Finding("index", Status.OK, words)


def _anew(subject: Subject, words: str) -> Finding:
    return Finding("index", Status.WARN, words, subject.prompts.say("doctor_index_absent_remedy"))


def _fits(manifest: layout.Manifest, model: str) -> bool:
    """Say whether it was made with the embedding model that is set; any but the bundled goes by its name."""
    if is_bundled(model):
        return manifest.model_digest == BUNDLED_SHA256
    return manifest.model == model


def _newer(sources: tuple[str, ...], since: datetime) -> Path | None:
    for source in sources:
        try:
            for path in documents_in(Path(source)):
                if path.stat().st_mtime > since.timestamp():
                    return path
        except OSError:  # removed in this moment, or not to be read: indexing it says so
            continue
    return None
