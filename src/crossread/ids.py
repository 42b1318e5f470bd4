"""Identifiers are hashes of content: the same input gives the same ids on every machine."""

from hashlib import blake2b
from uuid import UUID, uuid5

DIGEST_BYTES = 8  # two of a million records share an id once in 37 million piles (birthday bound)

# Names the UUIDs (RFC 9562, version 5) of Crossread's records; drawn once at random, never to be changed.
NAMESPACE = UUID("6f0c3a52-8f0e-4d7b-9a35-5b1f0c7d2e94")


def make_id(kind: str, *parts: object) -> str:
    """Return `kind` and sixteen hex digits that depend on `kind` and `parts` alone.

    `kind` is the one-letter or short prefix of the record ("s" for statements); parts are joined by
    a separator that no text holds, so ("ab", "c") and ("a", "bc") differ.
    """
    joined = "\x1f".join([kind, *(str(part) for part in parts)])
    return f"{kind}-{blake2b(joined.encode('utf-8', 'surrogatepass'), digest_size=DIGEST_BYTES).hexdigest()}"


def uuid_of(*parts: str) -> str:
    """Return the UUID of a record: the same for the same record in every format."""
    return str(
        uuid5(NAMESPACE, "\x1f".join(part.encode("utf-8", "backslashreplace").decode("utf-8") for part in parts))
    )


def urn_of(*parts: str) -> str:
    """Return the IRI of a record (RFC 9562, `urn:uuid:`)."""
    return f"urn:uuid:{uuid_of(*parts)}"
