from pathlib import Path

import pytest

from bot.domain import Composer
from bot.errors import SettingsError
from eval.variants import Variant, read_variant


def test_a_composer_settings_and_a_former_run_are_told_apart() -> None:
    assert read_variant("extractive") == Variant("extractive", composer=Composer.EXTRACTIVE)
    assert read_variant("run.json").path == Path("run.json")
    both = read_variant("composer=llm,model.path=/m.gguf,model.threads=1")
    assert both.composer is Composer.LLM
    assert both.settings == {"model": {"path": "/m.gguf", "threads": "1"}}


@pytest.mark.parametrize("name", ["faster", "=1", "model.=1", "composer=quick"])
def test_anything_else_is_a_sentence(name: str) -> None:
    with pytest.raises(SettingsError, match=r"Name "):
        read_variant(name)
