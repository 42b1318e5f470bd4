"""How names of bodies are compared: what is of a town without being it, what letters may stand for."""

from __future__ import annotations

from crossread.languages.tables import words

SHORTEST_BYNAME, LONGEST_BYNAME = 2, 10  # letters of a word in brackets by which a body goes
ACRONYM = (2, 6)  # letters of a name that stands for the first letters of a longer one


def is_of_its_town(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Say whether a body's folded name is a town's or its club's, and a body of that town: "Brennick Town" + "Council".

    What the town's name means alone is the town or its club, never its council, police or hospital.
    """
    begins = len(short) > 1 and len(short) < len(full) and full[: len(short)] == short
    of_a_town = begins and short[-1] in words("descriptions", "settlements")
    return of_a_town and full[-1] in words("descriptions", "institution")


def may_stand_in(noun: str, name: str) -> bool:
    """Say whether a noun may be among the words that capitals are short for: "union" of "NUTW"."""
    return ACRONYM[0] < len(name) <= ACRONYM[1] and name.isalpha() and name.isupper() and noun[:1].upper() in name
