"""What the judge of exchange knows of a candidate: the rule, the item, the sides and the clause, as named features."""

from __future__ import annotations

from crossread.grammar.clauses import Clause
from crossread.grammar.features import clause_features, distance, token_features
from crossread.grammar.noun_classes import content_noun, is_goods, is_measure, kind_of, noun_class
from crossread.languages.tables import words
from crossread.reading.exchange.records import Draft, Ledger

SLOTS = ("party", "giver", "receiver", "by")


def features(draft: Draft, clause: Clause, rule: str, ledger: Ledger, verb: str = "") -> list[str]:
    """Return the names of a candidate's features; each stands alone and together with the kind of the record.

    `verb` is the word that it is judged by where that is not the clause's own: "steal" for "make off with".
    """
    verb = verb or clause.lemma
    record, item = draft.record, draft.item
    content = content_noun(item)
    found = [f"rule={rule}", f"lemma={verb}", f"item={content.lemma_.lower()}", f"thing={kind_of(item)}"]
    found += [f"item:{one}" for one in token_features(item)]
    found += [f"content={noun_class(content.lemma_.lower())}", f"item:far={distance(draft.clause, item)}"]
    lemma = content.lemma_.lower()
    listed = {
        f"listed {key}": lemma in words("exchange", key)
        for key in ("goods", "never", "granted", "not_counted", "given")
    }
    marks = {
        **listed, "goods": is_goods(item), "measured": is_measure(item), "figure": record.quantity is not None,
        "named item": content.pos_ == "PROPN", "entity": content.ent_type_ != "",
    }  # fmt: skip
    found += [name for name, holds in marks.items() if holds]
    found.append(f"entity={content.ent_type_}")
    types = []
    for slot in SLOTS:
        party = getattr(record, slot)
        if party is not None:
            entity = ledger.index.by_id.get(party.entity or "")
            kind = entity.type if entity is not None else f"described-{noun_class(party.name.split()[-1].lower())}"
            types.append(f"{slot}:{kind}")
    found += [*types, "sides=" + "+".join(types), "slots=" + "+".join(t.partition(":")[0] for t in types)]
    found += clause_features(clause)
    goods = "goods" if is_goods(item) else noun_class(content.lemma_.lower())
    crossed = [f"{record.kind}&{name}" for name, holds in listed.items() if holds]
    crossed += [
        f"{rule}&{goods}",
        f"{verb}&{goods}",
        f"{rule}&figure={record.quantity is not None}",
        f"{rule}&{verb}",
    ]
    return [*found, *crossed, *(f"{record.kind}&{one}" for one in found)]
