"""Asks a model server that speaks OpenAI's protocol for its opinion."""

from __future__ import annotations

import openai

from bot.errors import ModelUnavailable
from bot.passwords import mask_passwords

from .judging import Ask
from .key import KEY

_TIMEOUT_S = 120.0
_LONGEST_TOKENS = 1024  # a model that thinks aloud needs room before its rating


def asker(url: str, model: str, *, key: str | None = None, timeout_s: float = _TIMEOUT_S) -> Ask:
    """Return what asks `model` at `url`, at temperature 0. It raises ModelUnavailable, in one sentence."""
    client = openai.OpenAI(base_url=url, api_key=key or "none", timeout=timeout_s, max_retries=1)

    def ask(instructions: str, message: str) -> str:
        try:
            answer = client.chat.completions.create(
                model=model,
                messages=[{"role": "system", "content": instructions}, {"role": "user", "content": message}],
                temperature=0.0,
                max_tokens=_LONGEST_TOKENS,
            )
            return answer.choices[0].message.content or ""
        except openai.OpenAIError as error:
            reason = _reason(error)
        except (AttributeError, IndexError, TypeError, ValueError):
            reason = "does not speak OpenAI's protocol; its URL usually ends in /v1"
        raise ModelUnavailable(f"The judge at {mask_passwords(url)} {reason}.")

    return ask


def _reason(error: openai.OpenAIError) -> str:
    if isinstance(error, openai.APITimeoutError):
        return "did not answer in time"
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return f"refuses the key; set {KEY} to a valid one"
    if isinstance(error, openai.NotFoundError):
        return "knows no such model, or its URL lacks the /v1; correct --judge-model or --judge-url"
    if isinstance(error, openai.APIStatusError):
        return f"answered with status {error.status_code}"
    return "cannot be reached, or broke off; start it, or correct --judge-url"
