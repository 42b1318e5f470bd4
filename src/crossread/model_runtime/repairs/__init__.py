"""What the grammar rules out in a predicted tree -> mended in place, by a table of repairs of one confusion each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import NamedTuple

from crossread.languages.tables import words, words_of
from crossread.model_runtime.repairs import clauses, headlines, nouns
from crossread.model_runtime.repairs.nouns import mend_names
from crossread.model_runtime.repairs.tree import Tree

__all__ = ["REPAIRS", "Repair", "mend_names", "mend_tree"]


class Repair(NamedTuple):
    """A repair, and which words it looks at: one of each that is named. What more it asks stands in its function."""

    name: str
    mend: Callable[[Tree, int], None]
    relations: Collection[str] = ()
    upos: Collection[str] = ()
    forms: Collection[str] = ()  # as they are written
    before: Collection[str] = ()  # what the next word is, as it is written


def _in_any_case(forms: frozenset[str]) -> frozenset[str]:
    return forms | {form.capitalize() for form in forms} | {form.upper() for form in forms}


_HEDGES = _in_any_case(words("certainty", "heading_hedges"))
_PREDICATES = _in_any_case(words_of("certainty", "heading_forms", "heading_hedges"))
_STIRRING = _in_any_case(words("speech", "stirring_forms"))
_MENTAL = _in_any_case(words("speech", "mental_gerunds"))
_BRINGING = words("speech", "bringing_forms")
_ACCUSING = _in_any_case(frozenset({"accuse", "accuses", "accused", "accusing"}))
_TOLD = frozenset({"said", "says", "told", "tells", "added", "adds"})
_QUOTING = _TOLD | {"wrote", "writes", "read", "reads"}
_TOLL = _in_any_case(words("topics", "toll"))
_FALSE = _in_any_case(words("certainty", "false"))
_CAN_BE_VERBS = _in_any_case(
    frozenset({"burst", "split", "hit", "cut", "shut", "spread", "cost", "quit", "set", "put", "records", "notes"})
)
_PLANNED = ("acl", "csubj", "advcl", "xcomp", "ccomp", "parataxis", "goeswith", "dep")
_COMPARED = ("more", "less", "fewer", "greater", "higher", "lower", "larger", "longer", "later", "sooner", "earlier")
_OFFERS = ("offer", "bid", "proposal", "promise", "payment", "loan")
_COUNTED = ("NOUN", "PROPN", "NUM", "PRON")
_JUDGING = ("xcomp", "conj", "advcl", "acl", "obl")

# The order in which they look at each word, from the first of a text to its last.
REPAIRS = (
    Repair("words-of-auxiliary", clauses.words_of_auxiliary, ("aux", "aux:pass", "cop")),
    Repair("over-of-handing", clauses.over_of_handing, ("case", "advmod"), forms=("over",)),
    Repair("no-before-comparison", nouns.hang_no, ("det", "advmod"), forms=("no", "No", "NO"), before=_COMPARED),
    Repair("object-before-complement", clauses.object_before_complement, ("xcomp",), ("ADJ", "NOUN", "PROPN")),
    Repair("offer-made-to", nouns.offer_made_to, ("xcomp",), ("NOUN",), _OFFERS),
    Repair("subject-before-content", clauses.subject_before_content, ("obj",), ("NOUN", "PROPN")),
    Repair("object-of-infinitive", clauses.object_of_infinitive, ("nsubj",), ("NOUN", "PROPN")),
    Repair("verdict-behind-claim", clauses.verdict_behind_claim, _JUDGING, ("ADJ",), _FALSE),
    Repair("toll-in-headline", headlines.toll, forms=_TOLL),
    Repair("worth-of-object", nouns.hang_worth, forms=("worth",)),
    Repair("of-whom-it-is-thought", headlines.of_whom_it_is_thought, ("root",), forms=_HEDGES, before=("to",)),
    Repair("owner-of-appositive", nouns.turn_owner, ("case",), forms=("'s", "’s")),
    Repair("count-behind-town", nouns.split_town_and_count, ("case",), forms=("of",)),
    Repair("predicate-before-to", headlines.predicate_before_infinitive, forms=_PREDICATES, before=("to", "TO")),
    Repair("name-before-sum", nouns.name_before_sum, ("obj", "iobj", "compound"), ("SYM", "PROPN")),
    Repair("count-in-name", nouns.split_name_and_count, ("flat",), ("NUM",)),
    Repair("owner-before-subject", nouns.owner_before_subject, ("nsubj", "nsubj:pass"), ("PROPN",)),
    Repair("teller-as-appositive", nouns.hang_teller, ("appos",), ("NOUN", "PROPN")),
    Repair("noun-of-phrase", nouns.noun_of_phrase, ("appos",), ("NOUN", "PROPN")),
    Repair("name-behind-its-trade", nouns.name_behind_its_trade, ("nsubj", "nsubj:pass", "appos"), ("PROPN",)),
    Repair("name-within-phrase", nouns.name_within_phrase, ("iobj",)),
    Repair("description-of-object", nouns.describe_object, ("iobj",), ("NOUN",)),
    Repair("two-words-of-subject", nouns.join_subjects, ("nsubj", "nsubj:pass"), ("NOUN", "PROPN")),
    Repair("name-on-subject", nouns.hang_name_on_subject, ("appos",), ("PROPN",)),
    Repair("noun-before-name", nouns.plain_noun_before_name, ("appos",), ("PROPN",)),
    Repair("charge-of-accused", nouns.hang_charge, upos=("VERB",), forms=_ACCUSING),
    Repair("description-of-name", nouns.describe_name, ("conj",), ("NOUN",)),
    Repair("person-before-who", nouns.person_before_who, ("acl:relcl",), ("VERB",)),
    Repair("title-before-name", nouns.hang_title, upos=("PROPN",)),
    Repair("word-before-name", nouns.hang_on_name, ("flat",), ("PROPN",)),
    Repair("count-before-participle", headlines.count_before_participle, ("flat", "dep"), ("NUM",)),
    Repair("clause-of-count", headlines.clause_of_count, ("acl",), ("VERB",)),
    Repair("name-of-office-holder", nouns.hang_name, ("appos",), ("PROPN",)),
    Repair("first-of-two-subjects", headlines.first_of_two_subjects, ("ccomp", "advcl", "xcomp"), ("VERB",)),
    Repair("teller-behind-plan", headlines.teller_behind_plan, ("acl",), ("VERB",)),
    Repair("plan-before-teller", headlines.plan_before_teller, _PLANNED, ("VERB",)),
    Repair("change-before-teller", headlines.change_before_teller, forms=("to",)),
    Repair("plan-in-headline", headlines.plan_in_headline, _PLANNED, ("VERB",)),
    Repair("verb-with-object", clauses.verb_with_object, ("ccomp", "root", "parataxis"), ("NOUN",)),
    Repair("verb-before-its-object", clauses.verb_before_its_object, ("compound",), ("NOUN",)),
    Repair("verb-between-nouns", clauses.verb_between_nouns, ("nsubj",), ("NOUN",)),
    Repair("verb-with-subject", clauses.verb_with_subject, ("ccomp",), ("NOUN",)),
    Repair("content-clause", clauses.content_clause, ("advcl",)),
    Repair("participle-of-subject", clauses.participle_of_subject, ("root", "ccomp", "conj"), ("VERB",), _BRINGING),
    Repair("belief-of-subject", clauses.belief_of_subject, ("acl",), ("VERB",), _MENTAL),
    Repair("verb-stirred-by-claim", clauses.verb_stirred_by_claim, forms=_STIRRING),
    Repair("recipient-before-object", nouns.split_objects, upos=("VERB",)),
    Repair("subject-behind-mark", clauses.subject_behind_mark, upos=("VERB",)),
    Repair("name-before-verb", clauses.name_before_verb, upos=("VERB",)),
    Repair("owner-across-verb", clauses.owner_across_verb, ("nmod:poss",), ("PROPN",)),
    Repair("verb-with-clause", clauses.verb_with_clause, ("root",), ("NOUN",), _CAN_BE_VERBS),
    Repair("teller-behind-verb", clauses.teller_behind_verb, ("obj",), ("NOUN", "PROPN")),
    Repair("listener-behind-teller", clauses.listener_behind_teller, ("nsubj",), ("NOUN", "PROPN")),
    Repair("claim-of-teller", clauses.claim_of_teller, ("ccomp", "obj"), ("NOUN", "VERB")),
    Repair("teller-behind-aside", clauses.teller_behind_aside, ("root", "ccomp", "parataxis"), ("VERB",), _TOLD),
    Repair("teller-behind-teller", clauses.teller_behind_teller, ("appos",), ("NOUN", "PROPN")),
    Repair("teller-behind-quotation", clauses.teller_behind_quotation, upos=("VERB",), forms=_QUOTING),
    Repair("verb-that-judges-claim", clauses.verb_that_judges_claim, upos=("NOUN", "VERB"), before=("that",)),
    Repair("teller-behind-participle", clauses.teller_behind_participle, ("advcl",), ("VERB",), _TOLD),
    Repair("teller-behind-appositive", clauses.teller_behind_appositive, ("root",), ("VERB",)),
    Repair("teller-behind-list", clauses.teller_behind_list, ("conj",), ("VERB",), _TOLD),
    Repair("trade-before-teller", clauses.trade_before_teller, ("nsubj",), ("PROPN",)),
    Repair("noun-before-verb", clauses.noun_before_verb, ("root",), ("VERB",)),
    Repair("content-behind-place", clauses.content_behind_place, ("root",), ("VERB",)),
    Repair("content-behind-time", clauses.content_behind_time, ("acl",)),
    Repair("phrase-behind-mark", clauses.phrase_behind_mark, ("mark",), forms=("that",)),
    Repair("phrase-behind-teller", clauses.phrase_behind_teller, ("obl", "obl:unmarked")),
    Repair("subject-of-verb-before", clauses.subject_of_verb_before, upos=("VERB",)),
    Repair("subject-beside-its-clause", clauses.subject_beside_its_clause, ("ccomp",), ("NOUN", "PROPN")),
    Repair("subjects-of-told-and-teller", clauses.subjects_of_told_and_teller, ("ccomp",), ("VERB",)),
    Repair("subject-of-verb-behind", clauses.subject_of_verb_behind, upos=("VERB",)),
    Repair("clause-listed-in-clause", clauses.clause_listed_in_clause, ("conj",)),
    Repair("object-behind-verb", clauses.object_behind_verb, ("obl", "ccomp", "iobj"), ("PROPN",)),
    Repair("object-behind-joined-verb", clauses.object_behind_joined_verb, ("conj", "appos"), _COUNTED),
    Repair("words-of-joined-verbs", clauses.split_joined_verbs, ("conj",), ("VERB", "ADJ")),
)


def mend_tree(forms: list[str], upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Mend heads, relations and parts of speech of a text's words in place."""
    tree = Tree(forms, upos, heads, relations)
    for word in range(len(forms)):
        _mend(tree, word, 0)


def _mend(tree: Tree, word: int, first: int) -> None:
    """Run the repairs from that number on; after each, those that look at what the word has become."""
    for number, repair in _looking_at(tree.relations[word], tree.upos[word], first):
        if not repair.forms or tree.forms[word] in repair.forms:
            if not repair.before or tree.forms[word + 1] in repair.before:
                repair.mend(tree, word)
                _mend(tree, word, number + 1)
                return


@cache
def _looking_at(relation: str, tag: str, first: int) -> tuple[tuple[int, Repair], ...]:
    return tuple(
        (number, one)
        for number, one in enumerate(REPAIRS[first:], first)
        if (not one.relations or relation in one.relations) and (not one.upos or tag in one.upos)
    )
