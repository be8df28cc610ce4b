"""Indexes a folder with the fakes of conftest.py, in a process of its own that a test can limit or kill.

    build_once.py FOLDER HOME [--file-limit BYTES | --forever]

Prints the report's counts as JSON; a CoachError goes to standard error, with exit code 1. `--forever`
rewrites a document of the folder and indexes it, again and again.
"""

import itertools
import json
import resource
import sys
from pathlib import Path

from conftest import Corpus

from bot.errors import CoachError
from bot.index.progress import ConsoleProgress


def main(folder: str, home: str, *options: str) -> None:
    corpus = Corpus(Path(folder), Path(home), progress=ConsoleProgress())
    if options[:1] == ("--file-limit",):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(options[1]), int(options[1])))
    if options == ("--forever",):
        for version in itertools.count():
            corpus.write("clock.md", "clock", *(f"Record {n}: version {version} of {n}" for n in range(150)))
            print(corpus.build().generation, flush=True)
    try:
        report = corpus.build()
    except CoachError as error:
        sys.exit(f"{type(error).__name__}: {error}")
    print(json.dumps({"documents": report.documents, "embedded": report.embedded}))


if __name__ == "__main__":
    main(*sys.argv[1:])
