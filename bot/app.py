"""The one place where concrete parts are joined.

What takes long to import is imported where it is joined: a prompt can be on the screen before that.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bot.acts import ActReader
from bot.clock import Clock, clock_of, local_zone
from bot.config import Settings, prepare_home
from bot.domain import Person, Sender
from bot.embedding import Embedder, query_embedder
from bot.errors import CoachError, ModelError, ModelNotFound
from bot.index.command import ensure_index, learn_apart
from bot.index.reader import Index
from bot.prompts import bundled_prompts
from bot.router import Router, router_cache
from bot.store import Store

if TYPE_CHECKING:
    from bot.coach import Coach
    from bot.coaching import Desk
    from bot.commitments import CommitmentService
    from bot.profile import ProfileService
    from bot.reminders import Courier

_log = logging.getLogger(__name__)


def build_coach(
    settings: Settings,
    *,
    index: Index | None = None,
    store: Store | None = None,
    clock: Clock | None = None,
) -> Coach:
    """Return a coach for these settings, over parts that are open already or are opened here.

    Builds the index first where there is none. A `clock` takes the place of that of the settings. Raises
    CoachError.
    """
    from bot.answering.knowledge import Knowledge
    from bot.coach import Coach
    from bot.llm import create_chat_model
    from bot.writer import Writer

    check_memory(settings)
    index = index or open_index(settings)
    learn = partial(learn_apart, settings)
    prompts, router = bundled_prompts(), build_router(settings, index.embedder, before_fitting=learn)
    knowledge = Knowledge(index, prompts, router, cache=settings.cache_home)
    return Coach(
        knowledge,
        create_chat_model(settings.model, home=settings.home),
        build_desk(settings, index.embedder, store or open_store(settings, clock=clock), clock=clock),
        Writer(prompts),
        pathway_id=settings.pathway,
        composer=settings.composer,
        model_chooses=settings.model.chooses_tools,
    )


def build_desk(settings: Settings, embedder: Embedder, store: Store, *, clock: Clock | None = None) -> Desk:
    """Return what coaching takes, over a store that is open."""
    from bot.coaching import Desk
    from bot.matching import Matcher
    from bot.profile import ProfileReader

    prompts = bundled_prompts()
    commitments, profiles = build_services(settings, store, clock=clock)
    return Desk(
        store,
        prompts,
        build_act_reader(embedder, before_fitting=partial(learn_apart, settings)),
        Matcher(embedder, prompts=prompts, cache=settings.cache_home),
        commitments,
        profiles,
        ProfileReader(prompts.telling_patterns),
    )


def build_services(
    settings: Settings, store: Store, *, clock: Clock | None = None
) -> tuple[CommitmentService, ProfileService]:
    """Return what changes commitments and profiles, over a store that is open."""
    from bot.commitments import CommitmentService
    from bot.profile import ProfileService

    clock = clock or clock_of(settings)
    commitments = CommitmentService(store, clock, local_zone=local_zone(settings))
    return commitments, ProfileService(store, clock, on_schedule_change=commitments.reschedule)


def build_courier(settings: Settings, coach: Coach, sender: Sender, *, lease_s: float = 60.0) -> Courier:
    """Return who sends what is due through `sender`; `lease_s` is longer than any sending takes."""
    from bot.coaching.looking_back import steps_ahead
    from bot.planning.situation import choose_pathway
    from bot.reminders import Courier

    def next_steps(person: Person) -> Sequence[str]:
        indexed = coach.knowledge.index.pathways
        try:
            pathway = choose_pathway(indexed, person, configured=settings.pathway)
            return steps_ahead(coach.desk.session(person.person_id, pathway))
        except CoachError as error:
            _log.debug("A review goes without next steps: %s", error)
            return ()

    return Courier(
        coach.store,
        [sender],
        clock_of(settings),
        prompts=bundled_prompts(),
        lease_s=lease_s,
        local_zone=local_zone(settings),
        next_steps=next_steps,
    )


def build_act_reader(embedder: Embedder, *, before_fitting: Callable[[], object] = lambda: None) -> ActReader:
    """Return the reader of what messages do; fits it where that was not done before."""
    return ActReader(bundled_prompts(), embedder, cache=router_cache(), before_fitting=before_fitting)


def build_router(
    settings: Settings, embedder: Embedder, *, before_fitting: Callable[[], object] = lambda: None
) -> Router:
    """Return the router; fits it where that was not done before."""
    return Router(bundled_prompts(), embedder, cache=router_cache(), before_fitting=before_fitting)


def check_memory(settings: Settings) -> None:
    """Raise ModelError, before anything large is loaded, if there is too little memory to answer with."""
    from bot.composing import model_is_needed
    from bot.llm.model_file import bundled_model
    from bot.machine.memory import allowed_bytes
    from bot.models.room import check_room

    allowed = allowed_bytes()
    if allowed is None:
        return
    try:
        elsewhere = settings.model.base_url is not None or not model_is_needed(
            settings, bundled_prompts().composers
        )
        check_room(
            None if elsewhere else settings.model.path or bundled_model(),
            settings.model,
            allowed_bytes=allowed,
        )
    except (ModelNotFound, OSError):
        _log.debug("No model file to ask memory for; who needs it says so.")


def prepare_answers(settings: Settings, embedder: Embedder, router: Router) -> None:
    """Have what answers take from every pathway computed and kept: a first chat took 5 s longer without."""
    from bot.answering.knowledge import Knowledge

    index = Index.open(settings.home, embedder)
    Knowledge(index, bundled_prompts(), router, cache=settings.cache_home).prepare()


def prepare_model(settings: Settings) -> None:
    """Have the bundled model read what every prompt begins with: about a second, and never again; it is kept.

    A model of one's own may be far larger, and is not loaded here; nor is one that writes nothing. Where the
    bundled one cannot be, the first question that needs it says so.
    """
    from bot.llm import LocalChatModel
    from bot.writer import Writer

    chosen = settings.model
    if chosen.path is not None or chosen.base_url is not None:
        return
    model, writer = LocalChatModel(settings=chosen, home=settings.home), Writer(bundled_prompts())
    if not writer.needs(model, settings.composer):
        return
    try:
        model.warm(writer.static).result()
    except ModelError as error:
        _log.debug("The model was not prepared: %s", error)
    finally:
        model.close()


def open_index(settings: Settings) -> Index:
    """Return the index; builds it first where there is none. Raises CoachError."""
    prepare_home(settings.home)
    ensure_index(settings)
    return Index.open(settings.home, query_embedder(settings))


def open_store(settings: Settings, *, clock: Clock | None = None) -> Store:
    """Return the store; creates or migrates it where needed. Raises StorageError, SettingsError."""
    return Store.open(settings.store_url, clock=clock or clock_of(settings))
