"""Tokens per second of the coach's own streaming against `Llama.create_chat_completion(stream=True)`.

Run with `python -m bench.generation`: what `pathcoach bench` says of writing, with the bundled model alone
and held to a bar. Both write the same tokens by turns in one process, so that what else runs hits both.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

from bot.benchmark.effort import WHOLE
from bot.benchmark.engine_side import EngineSide
from bot.benchmark.report import Compared
from bot.llm import LocalChatModel
from bot.llm.model_file import bundled_model
from bot.prompts import bundled_prompts
from bot.settable import ModelSettings

_BAR = 0.95
_LIMIT_S = 300.0  # so far away that all rounds are done


def main() -> int:
    """Print the comparison; exit code 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="alternations (default: 7)")
    parser.add_argument("--tokens", type=int, default=96, help="tokens to write in each (default: 96)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    found = measure(rounds=options.rounds, tokens=options.tokens)
    assert found.bare is not None
    assert found.ratio is not None
    if options.json:
        print(json.dumps(asdict(found)))
    else:
        verdict = "meets" if found.ratio >= _BAR else "MISSES"
        print(f"tokens/s: coach {found.ours.median:.1f}, Llama {found.bare.median:.1f}")
        print(f"ratio {found.ratio:.3f} over {found.ours.count} rounds: {verdict} the bar of {_BAR}")
    return 0 if found.ratio >= _BAR else 1


def measure(*, rounds: int, tokens: int) -> Compared:
    """Return what each of both reaches."""
    effort = replace(WHOLE, decode_rounds=rounds, decode_tokens=tokens, decode_s=_LIMIT_S)
    with (
        tempfile.TemporaryDirectory() as home,
        closing(LocalChatModel(settings=ModelSettings(), home=Path(home))) as model,
        closing(EngineSide(model, bundled_model(), bundled_prompts(), effort)) as side,
    ):
        side.load_bare(available_bytes=0)
        return side.decode()


if __name__ == "__main__":
    sys.exit(main())
