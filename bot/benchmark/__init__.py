"""How fast is this installation, against bare llama.cpp in the same run and against the machine's own limit?

What `pathcoach bench` measures; `bench/` beside the package holds the developers' comparisons.
"""

from bot.benchmark.effort import QUICK, WHOLE, Effort
from bot.benchmark.measuring import measure
from bot.benchmark.report import Report

__all__ = ["QUICK", "WHOLE", "Effort", "Report", "measure"]
