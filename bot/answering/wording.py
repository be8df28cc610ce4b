"""A message, put plainly before it is read: no orders to the coach, nothing roundabout, in known terms.

Not for spelling (see language.py) and not for whom a description means (see naming.py).
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answering.oneself import without_oneself
from bot.answering.storytelling import without_story
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, words

# "And the camera, what do I do with it?" asks what is to be done with the camera.
_TOPIC = re.compile(
    r"^(?:(?:and|but|so|ok|hm+) )*(?P<thing>(?!(?:yes|no|ok|okay|well|hi|hey|hello|sorry"
    r"|thanks|right|cool|great|it|that"
    r"|this|i|you|we)\b)(?:the |my )?[\w+#/-]+(?: [\w+#/-]+){0,3}), (?P<asks>(?:what|where"
    r"|how|when|who|why|is|are|does|do|can"
    r"|should|will)\b[^,.?!]*?\b)(?:it|this|that)\b(?P<rest>[^,.!]*)$",
    re.IGNORECASE,
)
_FEWEST = 2  # words that must be left for a message to be a question still


def put_plainly(message: str, view: PathwayView) -> str:
    """Return what `message` asks, in words that the pathway knows where there are such."""
    text = without_orders(message, tuple(view.lexicon["orders"].values()))
    text = without_story(without_oneself(text, view.lexicon["oneself"]), view)
    text = _with_topic_inside(text, view)
    for said, plain in view.lexicon["roundabout"].items():
        text = _compiled(rf"(?<!\w)(?:{said})(?!\w)").sub(plain, text)
    return _with_known_terms(text, view)


def _with_topic_inside(text: str, view: PathwayView) -> str:
    """Return a question with the thing that was put before it in its place, where the pathway knows it."""
    found = _TOPIC.match(text)
    known = found is not None and set(words(found["thing"])) <= view.vocabulary | STOPWORDS
    return f"{found['asks']}{found['thing']}{found['rest']}" if found and known else text


def without_orders(message: str, orders: tuple[str, ...]) -> str:
    """Return `message` without what tells the coach how to speak or whom to play, if a question is left."""
    text = message
    for order in orders:
        text = _compiled(order).sub(" ", text)
    text = " ".join(text.split())
    return text if len(words(text)) >= _FEWEST else message


def _with_known_terms(text: str, view: PathwayView) -> str:
    """Replace terms that the pathway does not use by ones for the same thing that it does: "k8s"."""
    known = view.vocabulary
    for said, meant in view.lexicon["synonyms"].items():
        found = _compiled(rf"(?<![\w-])(?:{said})(?!\w)").search(text)
        if found is None or set(words(found.group())) <= known:
            continue
        term = next((term for term in meant if set(words(term)) <= known), None)
        if term is not None:
            text = text[: found.start()] + term + text[found.end() :]
    return text


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
