"""The model on a server that speaks OpenAI's protocol: llama-server, vLLM, Ollama, TensorRT-LLM, OpenAI."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from typing import Any

import httpx2
import openai
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import BaseMessage
from langchain_core.messages.utils import count_tokens_approximately
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai.chat_models.base import BaseChatOpenAI
from pydantic import PrivateAttr, SecretStr

from bot.budget import Prompt, fit
from bot.errors import Cancelled, ModelUnavailable
from bot.settable import ModelSettings

_ANY_NAME = "default"  # servers with one model do not look at its name
_REFUSALS = (400, 422, 500)  # of a request that a server doesn't take; 500 is llama-cpp-python's
_CHARACTERS_PER_TOKEN = 3.0  # English is nearer 4: rather too many than too few, as the tokeniser is not here


# Not ChatOpenAI: that sends `max_completion_tokens`, which other servers leave unread.
class ServerChatModel(BaseChatOpenAI):
    """A model server. Takes the keywords of `LocalChatModel`; `response_format` goes out as it came in.

    Where a server refuses a `json_schema`, as llama-cpp-python's does, a whole answer is asked for with the
    same schema as llama.cpp's `json_object`.
    `cancel` stops a stream between two tokens, and a whole answer only before it is asked for. Every failure
    is a ModelUnavailable that names the server.
    """

    settings: ModelSettings

    _refuses_json_schema: bool = PrivateAttr(default=False)

    def warm(self, static: Sequence[BaseMessage]) -> Future[None]:
        """Do nothing: a server keeps its own prefixes."""
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def close(self) -> None:
        """Do nothing: the server is not ours."""

    def fit(
        self, prompt: Prompt, *, render: Callable[[tuple[str, ...], str], str], max_tokens: int | None = None
    ) -> list[BaseMessage]:
        """Return as much of the prompt as leaves room for `max_tokens` of answer; tokens are estimated."""
        room = self.settings.context_tokens - (max_tokens or self.settings.max_tokens)
        count = partial(count_tokens_approximately, chars_per_token=_CHARACTERS_PER_TOKEN)
        return fit(prompt, room_tokens=room, count_tokens=count, render=render)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        # Not folded from the stream, where many servers do not report the usage.
        ask, plain = partial(super()._generate, messages, stop, run_manager), _with_plain_schema(kwargs)
        with _sentences(self.settings):
            if plain and self._refuses_json_schema:
                return ask(**_for_server(plain))
            try:
                return ask(**_for_server(kwargs))
            except openai.APIStatusError as error:
                if plain is None or error.status_code not in _REFUSALS:
                    raise
            result = ask(**_for_server(plain))
        self._refuses_json_schema = True
        return result

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        cancel: threading.Event | None = kwargs.get("cancel")
        with _sentences(self.settings):
            chunk = None
            for chunk in super()._stream(messages, stop, run_manager, **_for_server(kwargs)):
                _refuse_cancelled(cancel)
                yield chunk
            if chunk is None:
                raise ValueError("not one event in the answer")


def server_chat_model(settings: ModelSettings) -> ServerChatModel:
    """Return the model at `settings.base_url`; nothing is asked of the server yet."""
    return ServerChatModel(
        settings=settings,
        model=settings.name or _ANY_NAME,
        base_url=settings.base_url,
        api_key=settings.api_key or SecretStr("none"),
        temperature=0.0,
        max_tokens=settings.max_tokens,
        timeout=settings.timeout_s,
        max_retries=1,
        stream_usage=True,
        use_responses_api=False,
    )


def _for_server(keywords: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keywords as OpenAI's client takes them. Raises Cancelled if `cancel` is set already."""
    sent = dict(keywords)
    _refuse_cancelled(sent.pop("cancel", None))
    # Fields that are not OpenAI's, and one whose answer its client would parse for us.
    body = {name: sent.pop(name) for name in ("repeat_penalty", "response_format") if name in sent}
    return {**sent, "extra_body": {**sent.get("extra_body", {}), **body}} if body else sent


def _with_plain_schema(keywords: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the keywords with their `json_schema` as a `json_object`; None where they have none."""
    wanted = keywords.get("response_format") or {}
    if wanted.get("type") != "json_schema":
        return None
    plain = {"type": "json_object", "schema": wanted["json_schema"]["schema"]}
    return {**keywords, "response_format": plain}


def _refuse_cancelled(cancel: threading.Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise Cancelled("The answer was stopped.")


@contextmanager
def _sentences(settings: ModelSettings) -> Iterator[None]:
    """Turn what goes wrong between us and the server into ModelUnavailable."""
    server = f"The model server at {settings.base_url}"
    try:
        yield
    except openai.APITimeoutError:
        raise ModelUnavailable(
            f"{server} did not answer within {settings.timeout_s:g} s. "
            f"Ask again, or raise PATHCOACH_MODEL__TIMEOUT_S."
        ) from None
    except (openai.AuthenticationError, openai.PermissionDeniedError):
        raise ModelUnavailable(
            f"{server} refuses the key. Set PATHCOACH_MODEL__API_KEY to a valid one."
        ) from None
    except openai.NotFoundError:
        raise ModelUnavailable(
            f"{server} knows no model {settings.name or _ANY_NAME!r}, or the URL lacks its /v1. "
            f"Correct PATHCOACH_MODEL__NAME or PATHCOACH_MODEL__BASE_URL."
        ) from None
    except openai.APIStatusError as error:
        reason = " ".join(error.message.split())[:200]
        raise ModelUnavailable(f"{server} answered with status {error.status_code}: {reason}.") from None
    except (openai.APIConnectionError, httpx2.TransportError):
        raise ModelUnavailable(
            f"{server} cannot be reached, or broke off. "
            f"Start it, or set PATHCOACH_MODEL__BASE_URL to where it runs."
        ) from None
    except (openai.OpenAIError, json.JSONDecodeError, AttributeError, TypeError, ValueError) as error:
        raise ModelUnavailable(
            f"{server} does not speak OpenAI's protocol ({type(error).__name__}). "
            f"Its URL usually ends in /v1."
        ) from error
