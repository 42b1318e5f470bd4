"""Identifiers are hashes of content: the same input gives the same ids on every machine."""

from hashlib import blake2b

DIGEST_BYTES = 8  # two of a million records share an id once in 37 million piles (birthday bound)


def make_id(kind: str, *parts: object) -> str:
    """Return `kind` and sixteen hex digits that depend on `kind` and `parts` alone.

    `kind` is the one-letter or short prefix of the record ("s" for statements); parts are joined by
    a separator that no text holds, so ("ab", "c") and ("a", "bc") differ.
    """
    joined = "\x1f".join([kind, *(str(part) for part in parts)])
    return f"{kind}-{blake2b(joined.encode('utf-8', 'surrogatepass'), digest_size=DIGEST_BYTES).hexdigest()}"
