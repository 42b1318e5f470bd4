"""Every error that Crossread raises on purpose.

    CrossreadError
    ├── InputError            what was given cannot be read at all
    │   └── NothingReadable   no report could be read from any of the paths
    ├── FormatError           a file is not the dossier (or table) it should be
    ├── UsageError            an option or argument that means nothing here
    ├── RuleError             a rule table or word list is not well formed (a fault of the language's data)
    ├── LibraryError          the library cannot be used, or holds nothing of that name
    │   ├── NotInLibrary      there is no story, report or decision of that name
    │   ├── StaleDecision     what was decided about has changed since it was looked at
    │   ├── Refused           a decision, an upload or an address that is not allowed, and why
    │   └── Cancelled         the work was stopped by a person; what was done is kept
    ├── WorkersDie            processes that should run a stage end before they begin
    └── MissingExtra          a feature needs a package that is not installed
"""


class CrossreadError(Exception):
    """Root of the tree; its text names what was wrong, where, and what to do next."""


class InputError(CrossreadError):
    """Something given as input cannot be read."""


class NothingReadable(InputError):
    """No report could be read from any of the given paths."""


class FormatError(CrossreadError):
    """A file is not in the format that it should be in."""


class UsageError(CrossreadError):
    """An option or argument that means nothing here."""


class RuleError(CrossreadError):
    """A row of a rule table or a word list is not well formed; the text names the table and the rule."""


class LibraryError(CrossreadError):
    """The library cannot be used, or holds nothing of the name that was given."""


class NotInLibrary(LibraryError):
    """There is no story, report or decision of the name that was given."""


class StaleDecision(LibraryError):
    """What was decided about has changed since it was looked at; the text says by what."""


class Refused(LibraryError):
    """A decision, an upload or an address that is not allowed; the text says why."""


class Cancelled(LibraryError):
    """The work was stopped by a person; what was done until then is kept."""


class WorkersDie(CrossreadError):
    """Worker processes end before they can take anything; the text says how many and what to try."""


class MissingExtra(CrossreadError):
    """A feature needs a package that is not installed; the text says which command installs it."""

    def __init__(self, feature: str, package: str, extra: str) -> None:
        super().__init__(
            f"{feature} needs the package {package!r}, which is not installed: "
            f"run  pip install 'crossread[{extra}]'"
        )
