"""The closed vocabulary of the dossier: the kinds that records may have, and the base of all records."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

FORMAT = "crossread/dossier/1"

EntityType = Literal[
    "person", "organisation", "place", "group", "facility", "weapon", "vehicle", "product", "event", "law", "misc"
]
AttributionKind = Literal["own", "direct", "mixed", "indirect"]
TellerRole = Literal["outlet", "person", "organisation", "anonymous", "document"]
CertaintyLabel = Literal["asserted", "probable", "possible", "unknown", "unlikely", "denied"]
Status = Literal["happened", "ongoing", "planned", "predicted", "wanted", "conditional", "general"]
UNDONE: frozenset[Status] = frozenset(["planned", "predicted", "wanted", "conditional"])
Bound = Literal["=", "~", "<", ">", "up", "down"]
ParticipantRole = Literal[
    "agent", "patient", "recipient", "attribute", "topic", "place", "time", "source", "company", "cause", "purpose",
    "manner", "other",
]  # fmt: skip
Voice = Literal["active", "passive"]
Tense = Literal["past", "present", "future", "none"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Agreement = Literal["single", "agree", "differ", "conflict"]
DifferenceKind = Literal[
    "figure", "rounding", "scope", "revision", "estimate", "status", "time", "certainty", "polarity"
]
CorroborationState = Literal["single", "same_origin", "independent", "not_recorded"]
OriginRule = Literal[
    "speaks_for", "same_office", "same_body", "office_of_body", "same_name", "same_words", "own_account", "passed_on",
    "judged",
]
ExchangeKind = Literal["holds", "needs", "offers", "transfers", "bars"]
RelationKind = Literal["supports", "opposes", "cooperates", "meets", "leads", "part_of"]
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records: immutable, compared by value."""
