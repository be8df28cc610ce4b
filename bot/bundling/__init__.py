"""A folder from which Pathcoach is installed where there is no network: wheels, model, index, an installer.

Made for machines like this one: the same Python, system and processor family. Pathcoach's own state (people,
threads, settings, secrets) never goes into it.
"""

from bot.bundling.bundler import Contents, make_bundle, require_empty
from bot.bundling.manifest import Manifest
from bot.bundling.pip import Pip

__all__ = ["Contents", "Manifest", "Pip", "make_bundle", "require_empty"]
