"""Through whose hands a piece of speech came to the report: tellers from the nearest to the furthest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crossread.grammar import syntax
from crossread.grammar.anaphora import subject_before, tells_alone
from crossread.grammar.clause_words import words_below_head
from crossread.grammar.descriptions import beside_same, name_described, whole_name
from crossread.grammar.doc import Doc, Token
from crossread.grammar.handing_on import (
    before_clauses,
    cited_by,
    clauses_on,
    is_one_of_several,
    is_share,
    listeners,
    names_behind,
    narrowing_nouns,
    participles_on,
    places_of_owners,
    seen_by,
    shown_telling,
    top_of_telling,
    words_over,
)
from crossread.grammar.noun_classes import is_act, noun_class
from crossread.grammar.noun_phrases import owner_of
from crossread.grammar.sources import DATELINE
from crossread.grammar.speakers import issuer_before, verb_of_saying
from crossread.grammar.told_words import is_in_phase
from crossread.languages.tables import fold, words, words_of
from crossread.model import Entity, Report, Teller, TellerRole
from crossread.model.mention_index import MentionIndex
from crossread.reading.entities.office_nouns import is_office
from crossread.reading.entities.offices import implied_body
from crossread.reading.speech.by_grammar import Act
from crossread.reading.speech.outlets import is_outlet, is_platform, media_of, reported_by
from crossread.text.spans import overlap

MAX_LINKS = 6  # no report has been seen with more; guards against loops in a broken tree
_SPEAKING_TO = re.compile(r"(?:\bwho (?:spoke|talked|\w+ spoken)|, speaking|, talking) (?:to|with) (?:the )?$")
_TOLD_IN = re.compile(r"\btold\b", re.I)
_PRESS = re.compile(  # what an outlet is called beside its name: "the state agency Tarpress", "the broadcaster NRK"
    r"\b(?:(?:news|press|wire|state|official) agency|news(?:paper| site| website| outlet| service| channel)|"
    r"broadcaster|daily|weekly|magazine|tabloid|(?:radio|television|TV) (?:station|channel))\b(?! (?:editor|reporter|"
    r"owner))"
)
_LED_BY = re.compile(r"^(?:the|an?|one|some|several|many|most|two|three)\s+(?!of\b)", re.IGNORECASE)
_CLAUSE = re.compile(
    r",? (?:who|whom|which|that|whose|"
    r"(?:seen|obtained|reviewed|viewed|published|carried|quoted|cited|leaked|released) by)\b|, "
)
# "a lawsuit filed by growers against the seed maker Ostrel"
_CLAUSE_OR_OPPONENT = re.compile(rf"{_CLAUSE.pattern}| against ")


def resolve_source(head: Token | None, span: tuple[int, int] | None, index: MentionIndex) -> Entity | None:
    """Return the entity that speaks: the head's own, else the person whom the phrase names."""
    if head is None or span is None or _document_before(head) is not None:
        return None
    found = index.at(head.idx, head.idx + len(head.text))
    if found is None and (body := _body_before(head)) is not None:
        return resolve_source(body, syntax.phrase(body), index)
    owners = [owner for start, end in places_of_owners(head) for owner in index.within(start, end)]
    behind = [noun for noun in narrowing_nouns(head, "for", "of", "to") if noun.i > head.i]
    # "a spokesman for X"
    behind += [name for noun in behind for name in names_behind(noun) if is_office(noun)]
    owners += [e for c in behind if head.pos_ == "NOUN" and (e := index.at(c.idx, c.idx + len(c.text))) is not None]
    before = [e for e in index.within(span[0], head.idx) if e.type == "person" and e not in owners]
    if before and (found is None or found.type != "person"):
        # "engineer Dana Holt of the consultancy Keelwright": the body is the speaker's, not the speaker
        return before[0]
    if found is not None and not (found.type not in ("person",) and head.pos_ == "NOUN" and _is_person_noun(head)):
        return found
    own = index.within(span[0], before_clauses(head, span[1]))
    inside = [e for e in own if e.type == "person" and e not in owners]
    if inside and (_is_person_noun(head) or head.pos_ == "PROPN" or head.lower_ in ("one", "another")):
        return inside[0]
    described = name_described(head)
    if described is not None:
        named = index.at(described.idx, described.idx + len(described.text))
        if named is not None and named.type == "person":
            return named
    for child in beside_same(head):
        named = index.at(child.idx, child.idx + len(child.text))
        if named is not None and (named.type in ("person", "organisation") or not _is_person_noun(head)):
            return named
    return found if found is not None and not _is_person_noun(head) else None


def _is_person_noun(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return (
        lemma in words("descriptions", "person")
        or lemma in words("speech", "unnamed_nouns")
        or lemma in words("tellers", "one_holder")
    )


def is_own_outlet(report: Report, name: str) -> bool:
    """Say whether a name is that of the report's own outlet, in full or cut short."""
    if not report.outlet:
        return False
    own, other = set(fold(report.outlet).split()), set(fold(name).split())
    return bool(other) and (other <= own or own <= other)


@dataclass(frozen=True, slots=True)
class Link:
    """One teller as its words stand in the text; a pronoun that means nobody known has the role pronoun."""

    name: str
    role: TellerRole | Literal["pronoun"]
    start: int
    end: int
    entity: str | None = None
    pronoun: bool = False


def build_chain(report: Report, doc: Doc, acts: Sequence[Act], index: MentionIndex) -> tuple[Teller, ...]:
    """Return the tellers of the innermost act, nearest first; `acts` are outermost first. Empty: the outlet itself.

    The report's own outlet is no step, and nobody is one twice.
    """
    seen: set[str] = set()
    kept = []
    for link in find_links(doc, acts, index):
        key = link.entity or fold(_LED_BY.sub("", link.name))  # "The Hill" here and "Hill" there
        if key not in seen and not (link.role == "outlet" and is_own_outlet(report, link.name)):
            seen.add(key)
            role: TellerRole = "anonymous" if link.role == "pronoun" else link.role
            kept.append(Teller(name=link.name, role=role, entity=link.entity, start=link.start, end=link.end))
    return tuple(kept[:MAX_LINKS])


def find_links(doc: Doc, acts: Sequence[Act], index: MentionIndex) -> list[Link]:
    """Return the links of the innermost act as they stand in the text, nearest first, the agency of a dateline
    before all."""
    found = _dateline(doc, acts[-1], index) if acts else []
    for act in acts:
        if not (found and act.source is not None and is_share(act.source)):
            # "55 percent say they will not vote, according to a poll": on the word of the poll
            found += _tellers(doc, act, index)
    places: set[tuple[int, int]] = set()
    unique = []
    tellers: set[str] = set()
    for link in found:
        idle = link.pronoun and link.entity is None and bool(tellers)  # "X said he expects": X again
        if (link.start, link.end) not in places and not idle and link.entity not in tellers:
            places.add((link.start, link.end))
            if link.role != "outlet":
                tellers.add(link.entity or link.name)
            unique.append(link)
    return unique


def _dateline(doc: Doc, act: Act, index: MentionIndex) -> list[Link]:
    """Return the agency that the dateline of the act's paragraph credits: "KYIV (Reuters) -"."""
    line = doc.text.rfind("\n", 0, act.content[0][0]) + 1
    match = DATELINE.match(doc.text, line)
    if not match or not is_outlet(match[1]):
        return []
    entity = index.at(match.start(1), match.start(1) + 1)
    return [Link(match[1], "outlet", match.start(1), match.end(1), entity.id if entity else None)]


def _tellers(doc: Doc, act: Act, index: MentionIndex) -> list[Link]:
    found: list[Link] = _mediums(doc, act, index)
    if act.source is not None:
        own = _source_tellers(doc, act.source, act.source_span, index)
        # "the Ledger said, citing a memo seen by the Post": the Post is behind the Ledger, which is the nearer
        found = [*own, *found] if own and own[0].role == "outlet" else [*found, *own]
    if act.cue is not None:
        found += _written_in(doc, act, found, index)
        anchors = [act.cue] if act.cue.pos_ in ("VERB", "AUX") else words_over(act.cue)
        cited = next((links for anchor in anchors if (links := _cited(doc, anchor, index))), [])
        # "the Gazette, citing a porter, quoted a pilot as saying": the porter is the nearer
        for links in sorted((_quoted_by(doc, act.cue, index), _heard_from(doc, act.cue, index), cited), key=_first):
            found += links
    return found


def _first(links: list[Link]) -> int:
    return links[0].start if links else 0


def _mediums(doc: Doc, act: Act, index: MentionIndex) -> list[Link]:
    """Return the outlet through which the act's words came, and behind it nothing: at most one that reported, one
    that heard."""
    anchor = act.cue or act.source
    if anchor is None:
        return []
    sentence = anchor.sent.start_char, anchor.sent.end_char
    apart = [*act.content, *([act.source_span] if act.source_span else [])]
    first = reported_by(doc.text, sentence, apart)
    heard = [place for place in media_of(doc.text, sentence, apart) if place not in first]
    heard = heard or ([] if first else _spoken_to(doc, act))
    found = []
    for start, end in [*first[:1], *heard[:1]]:
        entity = index.at(start, start + 1)
        named = entity if entity is not None and is_outlet(entity.name) else None
        found.append(
            Link(named.name if named else doc.text[start:end], "outlet", start, end, entity.id if entity else None)
        )
    if not heard and anchor.pos_ in ("VERB", "AUX"):
        places = [(link.start, link.end) for link in found]
        listening = (_teller(doc, token, index) for token in listeners(anchor))
        outlets = [t for t in listening if t and t.role == "outlet" and not is_platform(t.name)]
        found += [t for t in outlets if not overlap((t.start, t.end), places)][:1]
    return found


def _spoken_to(doc: Doc, act: Act) -> list[tuple[int, int]]:
    """Return the outlet to which a source spoke by the clause that describes him: "two nurses who spoke to NRK",
    "Ann Holt, quoted by NRK"."""
    if act.source is None or act.source_span is None or _is_document(act.source):
        return []
    clause = act.source.idx + len(act.source), act.source_span[1]
    if quoted := reported_by(doc.text, clause, []):
        return quoted
    heard = [place for place in media_of(doc.text, clause, []) if _SPEAKING_TO.search(doc.text, clause[0], place[0])]
    return [place for place in heard if doc.text[place[1] : place[1] + 2] not in syntax.POSSESSIVES]


def _source_tellers(doc: Doc, head: Token, span: tuple[int, int] | None, index: MentionIndex) -> list[Link]:
    copied = next(iter(narrowing_nouns(head, "of")), None) if head.lemma_.lower() in words("speech", "copies") else None
    participles = participles_on(head)
    if copied is not None and copied.lemma_.lower() in words("speech", "document_nouns"):
        head, span, participles = copied, None, [*participles, *participles_on(copied)]
    own = _teller(doc, head, index, span)
    if own is None:
        return []
    if own.role != "document":
        return [own, *_handed_on(doc, head, index)]
    issuer = _issuer(doc, head, participles, index)
    if issuer is not None:
        return [issuer]
    nearer: list[Link] = []
    for child in participles:
        if child.lemma_.lower() in words("speech", "seeing"):
            nearer += [t for prep, noun in syntax.obliques(child) if prep == "by" and (t := _teller(doc, noun, index))]
    seers = [_teller(doc, seer, index) for seer in seen_by(head, words("speech", "seeing"))]
    nearer = nearer or [t for t in seers if t is not None and t.role == "outlet"]
    author = owner_of(head) or next(iter(narrowing_nouns(head, "by", "from", "of")), None) or issuer_before(head)
    if author is not None and not nearer:
        writer = _teller(doc, author, index)
        if writer is not None and writer.role in ("organisation", "outlet", "person"):
            return [writer]
    return [*nearer, own]


def _first_behind(verb: Token, preposition: str) -> Token | None:
    """Return the first noun of a verb that stands behind a preposition."""
    return next((noun for prep, noun in syntax.obliques(verb) if prep == preposition), None)


def _issuer(doc: Doc, writing: Token, participles: Sequence[Token], index: MentionIndex) -> Link | None:
    """Return who issued a writing by the words behind it, no outlet: "a statement released by | the ministry", "a
    report issued by"; but e-mails that a court releases are not its own."""
    own = writing.lemma_.lower() in words("speech", "statements")
    for child in participles:
        if child.lemma_.lower() == "issue" or own and child.lemma_.lower() in words("speech", "issuing"):
            by = _first_behind(child, "by")
            issuer = _teller(doc, by, index) if by is not None else None
            if issuer is not None and issuer.role in ("organisation", "person"):
                return issuer
    return None


def _handed_on(doc: Doc, head: Token, index: MentionIndex, depth: int = 0) -> list[Link]:
    """Follow "…, which attributed the finding to X" and "…, who cited X"."""
    if depth > MAX_LINKS:
        return []
    for clause in clauses_on(head):
        lemma = clause.lemma_.lower()
        target = None
        if lemma in words("speech", "credit"):
            target = _first_behind(clause, "to")
        elif lemma in words("speech", "cite"):
            target = syntax.direct_object(clause)
        elif lemma in words("speech", "had_from"):  # "which had the news from two pilots"
            thing = syntax.direct_object(clause)
            if thing is not None and thing.lemma_.lower() in words("speech", "news_nouns"):
                target = _first_behind(clause, "from")
        if target is not None:
            teller = _teller(doc, target, index)
            return [teller, *_handed_on(doc, target, index, depth + 1)] if teller else []
    return []


def _quoted_by(doc: Doc, cue: Token, index: MentionIndex) -> list[Link]:
    """Follow "the agency quoted X as saying": X is whom the agency passes on."""
    for verb in (cue, words_over(cue)[0]):
        if (
            verb.lemma_.lower() in words("speech", "cite")
            and not verb.lower_.endswith("ing")
            and not syntax.is_passive(verb)
        ):
            target = syntax.direct_object(verb)
            if target is not None:
                return _source_tellers(doc, target, None, index)
    shown = shown_telling(cue)
    return _source_tellers(doc, shown, None, index) if shown is not None else []


def _heard_from(doc: Doc, cue: Token, index: MentionIndex) -> list[Link]:
    """Follow "she had heard from the baker that", "the Herald has learned from two diplomats that"."""
    if cue.lemma_.lower() not in words("speech", "had_from") or syntax.is_passive(cue):
        return []
    told = _first_behind(cue, "from")
    return _source_tellers(doc, told, None, index) if told is not None else []


def _written_in(doc: Doc, act: Act, found: list[Link], index: MentionIndex) -> list[Link]:
    """Put the document between whoever brought it to light and its writer: "X wrote in an email first reported by
    Y"."""
    if act.cue is None or not found or found[0].role != "outlet" or found[0].start < act.cue.idx or len(found) < 2:
        return []
    for prep, noun in syntax.obliques(act.cue):
        if (
            prep in ("in", "from")
            and noun.lemma_.lower() in words("speech", "document_nouns")
            and noun.idx < found[0].start
            and not _TOLD_IN.search(doc.text, act.cue.idx, noun.idx)
        ):
            link = _teller(doc, noun, index)
            if (
                link is not None
                and link.role == "document"
                and reported_by(doc.text, (noun.idx, noun.sent.end_char), [])
            ):
                found.insert(1, link)
    return []


def _cited(doc: Doc, verb: Token, index: MentionIndex) -> list[Link]:
    """Follow "…, citing X" and "…, quoting X" in the clause of the cue."""
    top = top_of_telling(verb)
    for prep, noun in syntax.obliques(top):
        if prep == "with" and noun.lemma_.lower() == "reference":  # "reported with reference to the Courier"
            target = next(iter(narrowing_nouns(noun, "to")), None)
            return _source_tellers(doc, target, None, index) if target is not None else []
    for token in words_below_head(top):
        if token.lemma_.lower() in words("speech", "cite") and token.lower_.endswith("ing") and token.sent == verb.sent:
            target = cited_by(token) if not is_in_phase(token) else None
            if target is None:
                continue
            found = []
            for noun in syntax.conjuncts(target)[:1]:
                found += _source_tellers(doc, noun, None, index)
                if found and _is_reason(noun, found[0], index):
                    return []
                if len(found) < 2:
                    # a relative clause that the parser hung elsewhere: "citing X, which attributed it to Y"
                    for later in noun.doc[noun.i + 1 : noun.sent.end]:
                        if later.lemma_.lower() in words("speech", "credit") and later.pos_ == "VERB":
                            found += [
                                t
                                for prep, n in syntax.obliques(later)
                                if prep == "to" and (t := _teller(doc, n, index))
                            ]
                            break
            return found
    return []


def _is_reason(cited: Token, teller: Link, index: MentionIndex) -> bool:
    """Say whether what is cited is why something is so, and nobody's word: "citing safety concerns", "the weather"."""
    entity = index.by_id.get(teller.entity or "")
    if entity is not None and entity.type in ("person", "organisation", "group", "place"):
        return False
    if teller.role not in ("organisation", "anonymous") or cited.pos_ != "PROPN" and teller.role != "anonymous":
        return False
    lemma = cited.lemma_.lower()
    tellers = words_of("descriptions", "person", "organisation") | words_of("speech", "unnamed_nouns", "cited_nouns")
    known = lemma in tellers or noun_class(lemma) in ("person", "group")
    return not known and (cited.pos_ != "PROPN" or is_act(lemma))


def _teller(doc: Doc, head: Token, index: MentionIndex, span: tuple[int, int] | None = None) -> Link | None:
    if (document := _document_before(head)) is not None:
        head, span = document, None
    if span is None:
        span = syntax.phrase(head)
    partisan = is_one_of_several(head) and head.lower_ in words("tellers", "partisans")
    entity = _named_source(doc, head, span, index, partisan)
    if entity is None and (named := name_described(head)) is not None:
        head, span = named, whole_name(named)  # "Jef Brandt, a former senator, who told …"
    start, end = span
    text = " ".join(doc.text[start:end].split())
    lemma = head.lemma_.lower()
    pronoun = head.pos_ == "PRON"
    if entity is not None:
        role: TellerRole = "person" if entity.type == "person" else "organisation"
        if is_outlet(entity.name) or (role == "organisation" and not pronoun and _PRESS.search(doc.text, start, end)):
            role = "outlet"
        return Link(entity.name, role, *_own_mention(entity, start, end), entity.id, pronoun)
    if pronoun:
        return _pronoun_teller(doc, head, index, text)
    written = _is_document(head)
    if not written and (before := before_clauses(head, end)) < end:
        end = start + len(doc.text[start:before].rstrip(" ,"))
        text = " ".join(doc.text[start:end].split())
    if later := (_CLAUSE_OR_OPPONENT if written else _CLAUSE).search(doc.text, head.idx + len(head.text), end):
        end = later.start()
        text = " ".join(doc.text[start:end].split())
    bare = _LED_BY.sub("", text)
    if written:
        return Link(bare, "document", start, end)
    if head.pos_ == "PROPN":
        return Link(bare, _role_of_name(head, text, partisan), start, end)
    if lemma in words("descriptions", "organisation") and lemma not in words("speech", "unnamed_nouns"):
        return Link(bare, "organisation", start, end)
    body = implied_body(head, index)  # whom an unnamed spokeswoman speaks for
    return Link(bare, "anonymous", start, end, body.id if body else None)


def _role_of_name(head: Token, text: str, partisan: bool) -> TellerRole:
    """Return what a name is that names no entity: an outlet, one of a party, a body by its noun, else a person."""
    if is_outlet(text):
        return "outlet"
    if partisan:
        return "anonymous"
    body = head.lower_ in words("descriptions", "organisation") and bool(syntax.words_beside(head))
    return "organisation" if body or _has_article(head) else "person"  # "the Mining Inspectorate", and "Brewer said"


def _has_article(name: Token) -> bool:
    """Say whether "the" stands before a name of one word that no office is, as it does before no person: "the Lamp"."""
    alone = syntax.words_beside(name) == frozenset({"the"}) and name.lower_ == name.lemma_.lower()
    return alone and not is_office(name)


def _pronoun_teller(doc: Doc, head: Token, index: MentionIndex, text: str) -> Link | None:
    """Return the teller whom a pronoun without a name stands for: the body of the sentence before, or whoever it is."""
    body = _body_before(head)
    if body is not None:
        return _teller(doc, body, index)
    untold = head.lemma_.lower() in words("function_words", "no_tellers") and not _says_so(head)
    return None if untold else Link(text, "pronoun", head.idx, head.idx + len(head.text), pronoun=True)


def _says_so(pronoun: Token) -> bool:
    """Say whether "it" is somebody who says something, and does not only stand written: "It says on the sign"."""
    verb = verb_of_saying(pronoun)
    if verb is None or pronoun.lower_ != "it" or verb.lemma_.lower() not in words("speech", "needs_words"):
        return False
    written = words("speech", "printed_on")
    places = [noun for prep, noun in syntax.obliques(verb) if prep in ("in", "on")]
    known = any(noun.lemma_.lower() in written or "the" in syntax.words_beside(noun) for noun in places)
    return not known and "here" not in syntax.words_beside(verb)


def _named_source(
    doc: Doc, head: Token, span: tuple[int, int], index: MentionIndex, partisan: bool
) -> Entity | None:
    """Return who is named as a source; "one Democrat who opposed her" (`partisan`) bears no name."""
    entity = resolve_source(head, span, index)
    nameless = partisan and entity is not None and entity.type == "person" and entity.name.lower() == head.lower_
    return None if nameless else entity


def _is_document(head: Token) -> bool:
    """Say whether a teller is a writing, whoever wrote it."""
    listed = any(form in words("speech", "document_nouns") for form in (head.lemma_.lower(), head.lower_))
    return listed and head.pos_ != "PROPN" and not _is_person_noun(head)


def _document_before(head: Token) -> Token | None:
    """Return the writing that "it" goes on with: "The lawsuit accuses the firm of fraud. It also claims that …"."""
    subject, verb = subject_before(head) or (None, None)
    if subject is None or verb is None or subject.lemma_.lower() not in words("speech", "document_nouns"):
        return None
    tells = verb.lemma_.lower() in words_of("speech", "say", "describe", "cite")
    return subject if tells or (verb_of_saying(head) is not None and tells_alone(subject)) else None


def _body_before(head: Token) -> Token | None:
    """Return the body without a name that "it" goes on for: "The interior ministry denied this. It said that …"."""
    subject, _ = subject_before(head) or (None, None)
    return subject if subject is not None and subject.lemma_.lower() in words("descriptions", "organisation") else None


def _own_mention(entity: Entity, start: int, end: int) -> tuple[int, int]:
    """Return where a phrase names an entity, or its name right behind: "the editor in chief, | Anna Holt"."""
    inside = [(m.start, m.end) for m in entity.mentions if m.start < end and m.end > start]
    inside = inside or [(m.start, m.end) for m in entity.mentions if end < m.start <= end + len(", ")]
    return max(inside, key=lambda m: m[1] - m[0]) if inside else (start, end)
