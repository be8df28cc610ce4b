"""What people say of themselves, read from plain language. Pure; the patterns are prompts/telling.yaml.

Not for whether they say it of themselves: that is the reader of acts. What must not be kept is `sensitive`'s.
"""

from bot.profile.reading.reader import ProfileReader
from bot.profile.reading.told import Told

__all__ = ["ProfileReader", "Told"]
