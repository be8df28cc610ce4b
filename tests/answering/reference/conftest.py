"""Documents alike in form about made-up occupations, indexed beside the bundled pathway."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.knowledge import Knowledge
from bot.answering.reference.references import References
from bot.bundled import bundled_folder
from bot.embedding import MiniLMEmbedder
from bot.index.builder import build_index
from bot.index.progress import ConsoleProgress
from bot.index.reader import Index
from bot.pathways.readers import read_document
from bot.prompts import bundled_prompts
from bot.router import Router, router_cache

PATHWAY = "backend-developer-to-edge-ai-engineer"
PAGE = """\
# {title}

Register of Trades, page {number}

## Quick facts

- 2023 Median Pay: {pay}
- Entry-Level Education: {education}
- On-the-job Training: {training}
- Number of Jobs, 2023: {jobs}
- Job Outlook, 2023–33: {outlook}

## What they do

{does}

### Duties

{title} typically do the following:

- Keep a book of what was done
- Show apprentices the work

## Pay

The lowest 10 percent of {lower} earned less than half of that.
"""
# File, title, pay, education, training, jobs, outlook, what they do.
TRADES = """
beekeepers | Beekeepers and honey graders | $41,300 per year $19.86 per hour | None | Apprenticeship \
 | 12,400 | 6% (Faster than average) | Beekeepers look after hives. Apiarists look after many of them.
lighthouse-keepers | Lighthouse keepers | $52,700 per year $25.34 per hour | High school diploma | None \
 | 310 | -8% (Decline) | Lighthouse keepers tend the lamp through the night.
clock-menders | Clock and watch menders | $47,050 per year $22.62 per hour | See What they do \
 | Long-term on-the-job training | 5,900 | 0% (Little or no change) \
 | Clock menders clean and set old clocks. Horologists mend the rarest. A watch case cook bakes enamel.
bridge-painters | Bridge painters, steel and stone | $58,110 per year $27.94 per hour | None \
 | Short-term on-the-job training | 8,800 | 4% (As fast as average) | Bridge painters keep rust away.
"""
LIBRARY = """\
# Town library

- Opening hours: 9 to 17
- Membership fee: 12 EUR

Children read for free there.
"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index holds the trades and the bundled pathway."""
    home = tmp_path_factory.mktemp("trades") / "home"
    folder = home.parent / "documents"
    folder.mkdir()
    for number, trade in enumerate(TRADES.strip().splitlines(), start=1):
        name, title, pay, education, training, jobs, outlook, does = trade.split(" | ")
        page = PAGE.format(
            title=title,
            lower=title[0].lower() + title[1:],
            number=number,
            pay=pay,
            education=education,
            training=training,
            jobs=jobs,
            outlook=outlook,
            does=does,
        )
        (folder / f"{name}.md").write_text(page, encoding="utf-8")
    (folder / "town-library.md").write_text(LIBRARY, encoding="utf-8")
    build_index(
        [bundled_folder("knowledge"), folder],
        home=home,
        embedder=MiniLMEmbedder(),
        read=read_document,
        progress=ConsoleProgress(),
    )
    return home


@pytest.fixture(scope="session")
def knowledge(home: Path) -> Knowledge:
    embedder, prompts = MiniLMEmbedder(), bundled_prompts()
    router = Router(prompts, embedder, cache=router_cache())
    return Knowledge(Index.open(home, embedder), prompts, router, cache=home / "cache")


@pytest.fixture(scope="session")
def references(knowledge: Knowledge, home: Path) -> References:
    return References(knowledge.index, knowledge.prompts, cache=home / "cache")
