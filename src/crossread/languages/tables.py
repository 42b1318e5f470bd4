"""The word lists that reading rests on, loaded once: data files of this package, written for Crossread."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

ENGLISH = "en"


def folder_of(language: str) -> Traversable:
    """Return the folder of a language: one of this package by its name, or one of your own by its absolute path."""
    return Path(language) if Path(language).is_absolute() else files("crossread.languages").joinpath(language)


@cache
def load(name: str, language: str = ENGLISH) -> Mapping[str, Any]:
    """Return the lexicon `name` of a language: TOML, or JSON where it was made by a program."""
    folder = folder_of(language).joinpath("lexicon")
    written = folder.joinpath(f"{name}.toml")
    if written.is_file():
        return tomllib.loads(written.read_text("utf-8"))
    data: Mapping[str, Any] = json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))
    return data


@cache
def words(name: str, key: str, language: str = ENGLISH) -> frozenset[str]:
    """Return the words of one entry of a data file: those listed in one line, or those that it gives a value each."""
    entry = load(name, language)[key]
    return frozenset(entry if isinstance(entry, Mapping) else str(entry).split())


@cache
def words_of(name: str, *keys: str) -> frozenset[str]:
    """Return the words of several entries of a data file together."""
    return frozenset().union(*(words(name, key) for key in keys))


@lru_cache(maxsize=50_000)  # names come again
def fold(name: str) -> str:
    """Return a name as it is compared: no case, accents, hyphens, dots, article or possessive."""
    name = name.replace("’", "'").casefold().removesuffix("'s").removesuffix("'")
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.replace("-", " ").replace("‑", " ").replace(".", "")
    parts = plain.split()
    if len(parts) > 1 and parts[0] in ("the", "a", "an"):
        parts = parts[1:]
    return " ".join(parts)


@cache
def countries() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
    """Return name -> country, adjective or people -> country, capital -> country, seat of government -> country."""
    names: dict[str, str] = {}
    people: dict[str, str] = {}
    capitals: dict[str, str] = {}
    seats: dict[str, str] = {}
    for country, (adjectives, capital, others, own_seats) in load("places")["countries"].items():
        names[fold(country)] = country
        for other in filter(None, others.split("|")):
            names[fold(other)] = country
        for adjective in adjectives.split():
            people[fold(adjective.replace("_", " "))] = country
        if capital:
            capitals.setdefault(fold(capital), country)
        for seat in filter(None, own_seats.split("|")):
            seats[fold(seat)] = country
    capitals["brussels"] = "European Union"
    return names, people, capitals, seats
