"""The one place where concrete parts are joined."""

from __future__ import annotations

import logging

from bot.answering.knowledge import Knowledge
from bot.clock import clock_of
from bot.coach import Coach
from bot.config import Settings, prepare_home
from bot.domain import Composer
from bot.embedding import Embedder, query_embedder
from bot.errors import ModelError
from bot.index.command import ensure_index
from bot.index.reader import Index
from bot.llm import LocalChatModel, create_chat_model
from bot.prompts import bundled_prompts
from bot.router import Router, router_cache
from bot.store import Store
from bot.writer import Writer

_log = logging.getLogger(__name__)


def build_coach(settings: Settings) -> Coach:
    """Return a coach for these settings; builds the index first where there is none. Raises CoachError."""
    prepare_home(settings.home)
    ensure_index(settings)
    prompts, embedder = bundled_prompts(), query_embedder(settings)
    knowledge = Knowledge(
        Index.open(settings.home, embedder),
        prompts,
        build_router(settings, embedder),
        cache=settings.cache_home,
    )
    return Coach(
        knowledge,
        create_chat_model(settings.model, home=settings.home),
        Store.open(settings.store_url, clock=clock_of(settings)),
        Writer(prompts),
        pathway_id=settings.pathway,
        composer=settings.composer,
        model_chooses=settings.model.chooses_tools,
    )


def build_router(settings: Settings, embedder: Embedder) -> Router:
    """Return the router; fits it where that was not done before."""
    return Router(bundled_prompts(), embedder, cache=router_cache())


def prepare_model(settings: Settings) -> None:
    """Have the bundled model read what every prompt begins with: about a second, and never again; it is kept.

    A model of one's own may be far larger, and is not loaded here. Where the bundled one cannot be, the first
    question that needs it says so.
    """
    chosen = settings.model
    if settings.composer is Composer.EXTRACTIVE or chosen.path is not None or chosen.base_url is not None:
        return
    model = LocalChatModel(settings=chosen, home=settings.home)
    try:
        model.warm(Writer(bundled_prompts()).static).result()
    except ModelError as error:
        _log.debug("The model was not prepared: %s", error)
    finally:
        model.close()


def open_index(settings: Settings) -> Index:
    """Return the index; builds it first where there is none. Raises CoachError."""
    prepare_home(settings.home)
    ensure_index(settings)
    return Index.open(settings.home, query_embedder(settings))
