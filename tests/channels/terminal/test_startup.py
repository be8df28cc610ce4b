"""What a prompt has to wait for: nothing that takes long to import."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "langchain",
    "langchain_core",
    "langgraph",
    "chromadb",
    "llama_cpp",
    "torch",
    "sentence_transformers",
)


@pytest.mark.parametrize("module", ["chat", "screen", "plain"])
def test_nothing_heavy_is_imported_before_there_is_a_prompt(module: str) -> None:
    code = (
        f"import sys, bot.app, bot.channels.terminal.{module}\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout == "[]\n"
