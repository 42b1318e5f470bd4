"""How the names of tellers and outlets are folded before they are compared."""

from __future__ import annotations

from crossread.languages.tables import load, words


def fold_teller(name: str) -> str:
    """Return a teller's name without case, article, owner's pronoun and possessive: "the Police's" is "police"."""
    folded = " ".join(name.casefold().replace("’", "'").split())
    first, _, rest = folded.partition(" ")
    return (rest if rest and first in words("tellers", "determiners") else folded).removesuffix("'s")


def body_of_newsroom(outlet: str) -> str:
    """Return whose own newsroom an outlet is, folded ("Lumenor Press Office": "lumenor"); "" for any other outlet."""
    folded = fold_teller(outlet)
    for newsroom in load("tellers")["newsrooms"]:
        if folded.endswith(f" {newsroom}"):
            return folded[: -len(newsroom)].rstrip()
    return ""
