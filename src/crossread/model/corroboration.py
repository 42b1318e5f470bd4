"""What the tellers behind a claim or a row are worth together."""

from __future__ import annotations

from crossread.model.vocabulary import CorroborationState, Record


class Corroboration(Record, frozen=True, kw_only=True):
    """How many independent origins stand behind a claim, and why."""

    state: CorroborationState
    independent: int
    explanation: str
