"""The language model: a file in this process, or a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import ModelSettings
from bot.llm.local import LocalChatModel

if TYPE_CHECKING:
    from bot.llm.remote import ServerChatModel

__all__ = ["LocalChatModel", "create_chat_model"]


def create_chat_model(settings: ModelSettings, *, home: Path) -> LocalChatModel | ServerChatModel:
    """Return the model that the settings name: a server if `base_url` is set, else a file. Loads nothing."""
    if settings.base_url is None:
        return LocalChatModel(settings=settings, home=home)
    from bot.llm.remote import server_chat_model  # the openai client takes most of a second to import

    return server_chat_model(settings)
