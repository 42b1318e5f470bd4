"""Every error that Crossread raises on purpose.

    CrossreadError
    ├── InputError            what was given cannot be read at all
    │   └── NothingReadable   no report could be read from any of the paths
    ├── FormatError           a file is not the dossier (or table) it should be
    ├── UsageError            an option or argument that means nothing here
    ├── RuleError             a rule table or word list is not well formed (a fault of the language's data)
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


class MissingExtra(CrossreadError):
    """A feature needs a package that is not installed; the text says which command installs it."""

    def __init__(self, feature: str, package: str, extra: str) -> None:
        super().__init__(
            f"{feature} needs the package {package!r}, which is not installed: "
            f"run  pip install 'crossread[{extra}]'"
        )
