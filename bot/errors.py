"""Everything that can go wrong in a way a person can do something about.

CoachError                    said in one sentence, exit code 1
├── SettingsError             a setting is unknown, missing or out of range
├── BadQuestion               the question cannot be answered as it was put (empty, far too long)
├── DocumentError             a pathway document cannot be read; names file, line and remedy
│   └── DocumentErrors        several of them, one line each
├── IndexMissing              there is no index yet, or it cannot be read
├── IndexBusy                 another process is writing the index
├── ModelError
│   ├── ModelNotFound         no model file where one was expected
│   ├── ModelCorrupt          the file is truncated or its digest is wrong
│   ├── ModelUnavailable      a model server does not answer
│   └── Cancelled             the caller stopped the generation
├── StorageError              the home folder cannot be written, or the disk is full
├── UnknownPathway            no indexed pathway has this id
├── UnknownThread             no thread of this person has this id
├── UnknownTurn               no turn has this id
├── UnknownCommitment         no commitment of this person has this id
├── UnknownTask               no task of the roadmap is meant, or several may be
├── BadChange                 a commitment cannot be changed in this way as it stands
├── StaleChange               what was to be changed is no longer as it was seen
├── NotSent                   a message did not get through to the person
├── LinkRefused               this code joins nobody to anybody
├── BundleFailed              an installation folder cannot be made where or as it was asked for
└── ProfileError              this cannot be kept of a person
"""

from bot.signs import in_one_line


class CoachError(Exception):
    """Base of every expected failure: its message is a whole sentence for the user."""


class SettingsError(CoachError):
    """A setting is unknown, missing or out of range."""


class BadQuestion(CoachError):
    """A question that cannot be answered as it was put."""


class DocumentError(CoachError):
    """A document that cannot be read.

    `path` is as the user named it, `line` counts from 1 (0: the file as a whole), `problem` says what is
    wrong and `remedy` how to write it right; both are whole sentences.
    """

    def __init__(self, path: str, line: int, problem: str, remedy: str) -> None:
        self.path, self.line, self.problem, self.remedy = path, line, problem, remedy
        where = f"{path}:{line}" if line else path
        super().__init__(in_one_line(f"{where}: {problem} {remedy}"))


class DocumentErrors(DocumentError):
    """Several documents, or several places of one, that cannot be read."""

    def __init__(self, errors: list[DocumentError]) -> None:
        first = errors[0]
        super().__init__(first.path, first.line, first.problem, first.remedy)
        self.errors = errors
        self.args = ("\n".join(str(error) for error in errors),)


class IndexMissing(CoachError):
    """There is no index yet, or it cannot be read."""


class IndexBusy(CoachError):
    """Another process is writing the index."""


class ModelError(CoachError):
    """Base of everything that keeps a language model from answering."""


class ModelNotFound(ModelError):
    """No model file where one was expected."""


class ModelCorrupt(ModelError):
    """The model file is truncated or its digest is wrong."""


class ModelUnavailable(ModelError):
    """A model server does not answer, or answers with an error."""


class Cancelled(ModelError):
    """The caller stopped the generation."""


class StorageError(CoachError):
    """The home folder cannot be written, or the disk is full."""


class UnknownPathway(CoachError):
    """No indexed pathway has this id."""


class UnknownThread(CoachError):
    """No thread of this person has this id."""


class UnknownTurn(CoachError):
    """No turn has this id, or none any more."""


class UnknownCommitment(CoachError):
    """No commitment of this person has this id."""


class UnknownTask(CoachError):
    """No task of the roadmap has this id or is meant by these words, or several may be."""


class BadChange(CoachError):
    """A commitment cannot be changed in this way as it stands, or to this date."""


class StaleChange(CoachError):
    """What was to be changed is no longer as it was seen: an old button, or another process."""


class NotSent(CoachError):
    """A message did not get through to the person."""


class LinkRefused(CoachError):
    """A code that joins nobody to anybody: mistyped, used, too old, or one's own."""


class BundleFailed(CoachError):
    """An installation folder cannot be made where or as it was asked for."""


class ProfileError(CoachError):
    """This cannot be kept of a person: out of range, unknown, or none of our business."""
