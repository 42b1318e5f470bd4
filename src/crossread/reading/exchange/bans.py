"""Who is barred from what: bans on parties, on acts and on goods, and what may not be done."""

from __future__ import annotations

from spacy.tokens import Token

from crossread.grammar import syntax
from crossread.grammar.arguments import Arguments, arguments_of, governor
from crossread.grammar.noun_classes import is_goods, noun_class, of_noun
from crossread.languages.tables import words
from crossread.model import Party
from crossread.reading.exchange.records import Ledger

_MUST_NOT = frozenset({"may", "must", "shall"})
_MAKERS = frozenset({"organisation", "place", "person"})
_DEEDS = frozenset({"VERB", "AUX", "NOUN"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "SYM"})


def read_bar(ledger: Ledger, arguments: Arguments) -> bool:
    """Read a ban at a verb; say whether one was read, so that nothing else is read there."""
    verb, lemma = arguments.verb, arguments.verb.lemma_.lower()
    if _under_bar(verb):
        return True  # "banned from exporting weapons": nothing is exported
    if _may_not(ledger, arguments):
        return True
    if lemma in words("exchange", "bars") and not arguments.negated and _read_ban(ledger, arguments):
        return True
    if lemma in words("exchange", "halts") and not arguments.negated and _read_halt(ledger, arguments):
        return True
    if lemma in words("exchange", "ceasing") and not arguments.negated:
        return False
    if lemma in words("exchange", "denies") and not arguments.negated and arguments.object is not None:
        whom = arguments.take("indirect to")
        kept = is_goods(arguments.object) or arguments.object.lemma_.lower() in words("exchange", "withheld")
        if whom is not None and kept and (ledger.may_be_party(whom) or noun_class(whom.lemma_.lower()) == "thing"):
            return bool(ledger.add("bars", arguments.object, verb, {"party": ledger.party(whom), "by": barring(ledger, arguments.subject)}, begin=arguments.split, stops=(whom,)))
    return _ceased(ledger, arguments)


def barring(ledger: Ledger, token: Token | None) -> Party | None:
    """Return who bars: of a law, a ruling or sanctions whoever made them, else the law by its own words."""
    if token is None or token.lemma_.lower() not in words("exchange", "instruments") or ledger.entity(token) is not None:
        told = token is not None and not ledger.may_be_party(token) and any(c.dep_ == "acl" and c.lower_.endswith("ing") for c in token.children)
        return ledger.party(token) if not told else None  # not "the concept of denying aid to them"
    makers = [n for c in token.children if c.dep_ in ("acl", "acl:relcl") for p, n in syntax.obliques(c) if p == "by"]
    makers += [c for c in token.children if c.dep_ in ("nmod:poss", "poss") or (c.dep_ == "nmod" and syntax.preposition(c) in ("by", "of", "from"))]
    for maker in makers:
        entity = ledger.entity(maker)
        if entity is not None and entity.type in _MAKERS:
            return Party(name=entity.name, entity=entity.id)
    return ledger.party(token)


def _under_bar(verb: Token) -> bool:
    above = verb.head if verb.dep_ in ("advcl", "xcomp", "ccomp", "acl", "obl") else None
    if above is None or above == verb:
        return False
    lemma = above.lemma_.lower()
    if lemma in words("exchange", "bars"):
        return syntax.is_passive(above) or bool(syntax.children(above, syntax.OBJECTS)) or syntax.raised_argument(verb) is not None  # not "stopped sending coal"
    return lemma in words("exchange", "allows") and syntax.is_negated(above)


def _may_not(ledger: Ledger, arguments: Arguments) -> bool:
    """Read "X may not sell Y", "X is not allowed to sell Y", "no operator may own Y"."""
    verb = arguments.verb
    lemma = verb.lemma_.lower()
    if lemma in words("exchange", "allows") and arguments.negated and arguments.passive:
        deed = next((c for c in verb.children if c.dep_ in ("xcomp", "advcl", "ccomp") and c.pos_ in ("VERB", "AUX")), None)
        return deed is not None and _bar(ledger, verb, arguments.object, deed, arguments.subject)
    if not arguments.negated or not {a.lower_ for a in syntax.auxiliaries(verb)} & _MUST_NOT or arguments.passive:
        return False
    subject = arguments.subject
    if subject is None or not (ledger.may_be_party(subject) or noun_class(subject.lemma_.lower()) == "thing") or lemma in ("be", "have") or verb.pos_ != "VERB":
        return False
    return _bar(ledger, verb, subject, verb, None)


def _bar(ledger: Ledger, verb: Token, party: Token | None, deed: Token, by: Token | None) -> bool:
    """Add that `party` is barred from a deed: from its object, else from what its phrase names, else from itself."""
    who = ledger.party(party)
    if who is None:
        return False
    made = False
    for one in [deed] + [c for c in deed.children if c.dep_ == "conj" and c.pos_ == "VERB"]:
        inner = arguments_of(one, ledger.index)
        item = inner.object if not inner.passive else None
        if item is not None and item.pos_ not in _NOUNS:
            item = of_noun(item)  # "any of the pubs"
        item = item or next((n for p, n in syntax.obliques(one) if n.pos_ in _NOUNS and p not in ("by", "of", "until", "before", "after", "because of", "since", "under", "without") and n.ent_type_ != "time"), None)
        stops = tuple(n for p, ns in inner.preps.items() if p in ("to", "by", "from", "until", "before", "after", "without", "in", "during") for n in ns)
        made = bool(ledger.add("bars", item if item is not None else one, verb, {"party": who, "by": barring(ledger, by)}, stops=stops)) or made
    return made


def _read_ban(ledger: Ledger, arguments: Arguments) -> bool:
    """Read "X bars Y from doing Z", "Y is banned from Z", "the law forbids Y to do Z"."""
    verb = arguments.verb
    party, by = arguments.object, arguments.subject
    deed = next((c for c in verb.children if c.dep_ in ("advcl", "xcomp", "ccomp", "acl") and c.pos_ in _DEEDS and c.i > verb.i and _is_from_or_to(c)), None)
    if by is None:
        by = _agent_below(verb)
    if party is None:
        return False
    if deed is not None and deed.pos_ in ("VERB", "AUX"):
        return _bar(ledger, verb, party, deed, by)  # whoever is forbidden to do something can do it
    place = next(iter(arguments.preps.get("from", ())), deed)
    if place is not None and (ledger.may_be_party(party) or noun_class(party.lemma_.lower()) == "thing"):
        item, clause = place, verb
        nested = next((c for c in place.children if c.dep_ == "nmod" and syntax.preposition(c) == "of"), None)
        if nested is not None and place.lemma_.lower() in words("exchange", "flows"):
            item = nested
        return bool(ledger.add("bars", item, clause, {"party": ledger.party(party), "by": barring(ledger, by)}, stops=(by,)))
    return False


def read_unlawful(ledger: Ledger, adjective: Token) -> None:
    """Read "it is illegal for shops to sell fireworks"."""
    if adjective.lemma_.lower() not in words("exchange", "unlawful") or syntax.is_negated(adjective):
        return
    deed = next((c for c in adjective.children if c.dep_ in ("csubj", "xcomp", "ccomp", "advcl") and c.pos_ == "VERB" and c.i > adjective.i), None)
    whom = next((c for c in deed.children if c.dep_ in syntax.SUBJECTS and c.i < deed.i), None) if deed is not None else None
    if deed is not None and whom is None:
        whom = next((n for p, n in syntax.obliques(adjective) if p == "for"), None)
    if deed is not None and whom is not None:
        _bar(ledger, adjective, whom, deed, None)


def read_misread(ledger: Ledger, noun: Token) -> bool:
    """Read "the licence bars Daesung from selling chips" where the parser took "bars" for a noun."""
    doc = noun.doc
    if not noun.lower_.endswith("s") or noun.lemma_.lower() not in words("exchange", "bars"):
        return False
    mark = next((t for t in doc[noun.i + 2 : min(noun.i + 8, noun.sent.end - 1)] if t.lower_ == "from" and t.nbor(1).pos_ == "VERB" and t.nbor(1).lower_.endswith("ing")), None)
    between = [t for t in doc[noun.i + 1 : mark.i] if t.pos_ in ("NOUN", "PROPN")] if mark is not None else []
    if mark is None or not between or any(t.pos_ in ("VERB", "ADP", "PUNCT") for t in doc[noun.i + 1 : mark.i]):
        return False
    by = next((c for c in noun.children if c.dep_ == "compound" and c.i < noun.i), None)
    if by is None and noun.sent.root.i < noun.i and noun.sent.root.pos_ in ("NOUN", "PROPN"):
        by = noun.sent.root
    return _bar(ledger, mark.nbor(1), between[-1], mark.nbor(1), by)


def _is_from_or_to(clause: Token) -> bool:
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "case", "aux")}
    return bool(marks & {"from", "to"}) or clause.lower_.endswith("ing")


def _agent_below(verb: Token) -> Token | None:
    """Return a "by X" that the parser hung on a word below a passive verb."""
    if not syntax.is_passive(verb):
        return None
    for token in verb.subtree:
        if token.sent == verb.sent and token.pos_ in ("VERB", "NOUN") and token.i > verb.i:
            for prep, noun in syntax.obliques(token):
                if prep == "by":
                    return noun
            for child in token.children:
                if child.dep_ == "nmod" and syntax.preposition(child) == "by":
                    return child
    return None


def _read_halt(ledger: Ledger, arguments: Arguments) -> bool:
    """Read "banned exports of chips to Chesin", "prohibits the sale of arms", "outlawed fishing"."""
    verb, item = arguments.verb, arguments.object
    lemma = verb.lemma_.lower()
    if item is None or item.pos_ not in ("NOUN", "PROPN"):
        return False
    flow = item.lemma_.lower() in words("exchange", "flows")
    whom = next(iter(arguments.preps.get("to", ())), None)
    if whom is None:
        whom = next((c for c in item.subtree if c.dep_ in ("nmod", "obl") and syntax.preposition(c) == "to"), None) if flow else None
    by = arguments.subject or _agent_below(verb)
    if lemma not in words("exchange", "bars") and not flow:
        return False
    if not flow and ledger.may_be_party(item) and lemma in ("ban", "bar", "stop", "block", "prevent"):
        return False
    if lemma in ("prevent", "stop", "block", "bar", "disqualify", "preclude") and not flow:
        return False
    if lemma == "restrict" and whom is not None:
        return False  # "restricted the sale to government bodies": those alone may have it
    party = ledger.party(whom) if flow else None
    return bool(ledger.add("bars", item, verb, {"party": party, "by": barring(ledger, by)}, stops=(whom, by)))


def _ceased(ledger: Ledger, arguments: Arguments) -> bool:
    """Read "has stopped sending staff to Ireland": the receiver is barred, by the giver."""
    above = governor(arguments.verb)
    if above is None or above.lemma_.lower() not in words("exchange", "ceasing") or syntax.is_negated(above):
        return False
    item, receiver = arguments.object, arguments.take("indirect to")
    if item is not None and receiver is not None and is_goods(item):
        ledger.add("bars", item, arguments.verb, {"party": ledger.party(receiver), "by": ledger.party(syntax.agent(above))}, stops=(receiver,))
    return True
