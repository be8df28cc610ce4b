"""`pathcoach pathways` and `pathcoach show`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]


@pytest.mark.real_model
def test_pathways_are_listed_and_shown(pathcoach: Pathcoach, built_home: Path, refusal: Refusal) -> None:
    listed = json.loads(pathcoach("pathways", "--json", home=built_home).out)
    assert listed["pathway_id"] == "backend-developer-to-edge-ai-engineer"
    assert listed["title"] in pathcoach("pathways", home=built_home).out
    shown = pathcoach("show", listed["pathway_id"], home=built_home)
    assert shown.out.startswith("---\nid: backend-developer-to-edge-ai-engineer\n")
    assert "`pathcoach pathways`" in refusal(pathcoach("show", "cook-to-astronaut", home=built_home))
