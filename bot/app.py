"""The one place where concrete parts are joined."""

from __future__ import annotations

from bot.answering.knowledge import Knowledge
from bot.clock import clock_of
from bot.coach import Coach
from bot.config import Settings, prepare_home
from bot.embedding import Embedder, query_embedder
from bot.index.command import ensure_index
from bot.index.reader import Index
from bot.llm import create_chat_model
from bot.prompts import bundled_prompts
from bot.router import Router, router_cache
from bot.store import Store
from bot.writer import Writer


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
    )


def build_router(settings: Settings, embedder: Embedder) -> Router:
    """Return the router; fits it where that was not done before."""
    return Router(bundled_prompts(), embedder, cache=router_cache())


def open_index(settings: Settings) -> Index:
    """Return the index; builds it first where there is none. Raises CoachError."""
    prepare_home(settings.home)
    ensure_index(settings)
    return Index.open(settings.home, query_embedder(settings))
