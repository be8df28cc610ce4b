"""The language model: a file in this process, or a server. Langchain is imported with the first of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.llm.allocating import return_what_is_freed
from bot.settable import ModelSettings

if TYPE_CHECKING:
    from bot.llm.local import LocalChatModel
    from bot.llm.remote import ServerChatModel

__all__ = ["LocalChatModel", "create_chat_model"]


def create_chat_model(settings: ModelSettings, *, home: Path) -> LocalChatModel | ServerChatModel:
    """Return the model that the settings name: a server if `base_url` is set, else a file. Loads nothing."""
    if settings.base_url is None:
        from bot.llm.local import LocalChatModel

        return_what_is_freed()
        return LocalChatModel(settings=settings, home=home)
    from bot.llm.remote import server_chat_model  # the openai client takes most of a second to import

    return server_chat_model(settings)


def __getattr__(name: str) -> object:
    """Import the class when it is asked for: who only looks at files and builds does without langchain."""
    if name != "LocalChatModel":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from bot.llm.local import LocalChatModel

    return LocalChatModel
