"""Which language models there are, what they need, whether they fit this machine, and where their files are.

Knows files and figures; loading a model is the business of `bot.llm`.
"""

from bot.models.catalogue import Catalogue, ModelEntry, Shape, load_catalogue
from bot.models.fit import Fit, Verdict, choose, fit_entry

__all__ = ["Catalogue", "Fit", "ModelEntry", "Shape", "Verdict", "choose", "fit_entry", "load_catalogue"]
