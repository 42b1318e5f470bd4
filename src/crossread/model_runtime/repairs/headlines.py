"""Repairs of headlines, which leave out "is" and "will": what somebody is to do, is due to do, is feared to have
done."""

from __future__ import annotations

from crossread.languages.tables import words, words_of
from crossread.model_runtime.repairs.tree import AUXILIARIES, NOMINAL, SIDE_CLAUSES, SUBJECTS, Tree

_WITH_LISTENER = frozenset({"tell", "tells", "told"})
_YEAR = 4  # digits
_TELLER_MARKS = frozenset({",", "-", "–", "—", ":"})


def plan_in_headline(tree: Tree, verb: int) -> None:
    """Take for the sentence's verb what a headline says that somebody is to do: "Ardmoor Bank to shed 900 jobs".

    Whoever does it is named, or a person, a body, a place or a thing: "Plan to shed jobs" is a noun and stays one.
    """
    doer = _headline_noun(tree, tree.heads[verb])
    if doer is None or tree.heads[verb] > verb or not _can_act(tree, doer):
        return
    marked = any(doer < w < verb and tree.relations[w] == "mark" for w in _infinitive_marks(tree, verb))
    if marked and not any(tree.forms[w] in (".", ",") for w in tree.children[verb]):
        tree.predicate(verb, doer)


def plan_before_teller(tree: Tree, verb: int) -> None:
    """Take for what is told the plan that a headline sets before a mark and its teller: "Varn to cut rents - mayor"."""
    doer = tree.heads[verb]
    tail = tree.heads[doer]
    if not doer < verb < tail or tree.relations[tail] != "root" or doer + 1 not in _infinitive_marks(tree, verb):
        return
    marked = any(tree.forms[w] in _TELLER_MARKS for w in range(verb, tail))
    if marked and _can_act(tree, doer) and not tree.dependents(doer, "det", "case", "cop"):
        tree.attach(verb, tail, "ccomp")
        tree.attach(doer, verb, "nsubj")


def teller_behind_plan(tree: Tree, verb: int) -> None:
    """Hang who says so behind a mark on what is to be done, not the other way round: "Varn to ban cars - council"."""
    teller = tree.heads[verb]
    if verb > teller or tree.relations[teller] != "root" or not _infinitive_marks(tree, verb):
        return
    marked = any(tree.forms[w] in _TELLER_MARKS for w in range(verb, teller))
    if marked and any(w < verb for w in tree.dependents(verb, "nsubj")):
        tree.replace(verb, teller, "parataxis")


def first_of_two_subjects(tree: Tree, verb: int) -> None:
    """Hang the first of two subjects of a verb of saying on what he is to do: "Lind to sue, says lawyer".

    The second may have been taken for its object, which is what is told.
    """
    tail, marks = tree.heads[verb], _infinitive_marks(tree, verb)
    nouns = tree.dependents(tail, "nsubj", "obl", "obj", "iobj")
    bare = [noun for noun in nouns if not any(w < noun for w in tree.dependents(noun, "case"))]
    if len(bare) != 2 or not marks or not (tree.relations[bare[1]] == "nsubj" or _is_said_by(tree, tail, bare[1])):
        return
    if bare[0] < marks[0] and verb < min(bare[1], tail):
        tree.attach(bare[0], verb, "nsubj")
        tree.relations[verb], tree.relations[bare[1]] = "ccomp", "nsubj"


def _is_said_by(tree: Tree, tail: int, noun: int) -> bool:
    """Say whether a noun behind a mark and a verb tells what stands before them: ", says lawyer", not ", tells court"."""
    marked = tree.forms[tail - 1] in _TELLER_MARKS and tree.relations[noun] in ("obj", "iobj")
    return marked and noun > tail and tree.forms[tail].lower() not in _WITH_LISTENER


def count_before_participle(tree: Tree, number: int) -> None:
    """Give a participle as its subject the count before it that trees have end a name: "Fire in Arle, 40 rescued".

    Years end names of days so: "on June 11, 2031 reopened".
    """
    verb = number + 1
    if tree.forms[number - 1] != "," or tree.upos[verb : verb + 1] != ["VERB"] or len(tree.forms[number]) == _YEAR:
        return
    if tree.relations[verb] not in (*SIDE_CLAUSES, "acl") or tree.dependents(verb, *SUBJECTS):
        return
    if number not in tree.ancestors(verb):  # else the tree would turn into a ring
        tree.attach(number, verb, tree.subject_of(verb))
        tree.clear_before(verb, number)


def clause_of_count(tree: Tree, verb: int) -> None:
    """Hang on the verb of a headline what became of so many, which trees have describe a word of it.

    "Ferry hits pier off Arle, 40 rescued": neither is Arle rescued nor is "40" a word of the clause before.
    """
    counted = [w for w in tree.dependents(verb, *SUBJECTS) if w < verb]
    if len(counted) != 1 or tree.dependents(verb, "mark"):
        return
    numbers = [counted[0]] if tree.upos[counted[0]] == "NUM" else tree.dependents(counted[0], "nummod")
    main = tree.heads[verb]
    while tree.upos[main] != "VERB" and tree.heads[main] != main:
        main = tree.heads[main]
    if numbers and main < numbers[0] and tree.upos[main] == "VERB" and tree.forms[numbers[0] - 1] == ",":
        tree.attach(verb, main, "advcl")


def predicate_before_infinitive(tree: Tree, word: int) -> None:
    """Take for what a headline says without its "is" the word before "to": "Rail link due to open in spring".

    The noun before it is who is so, and what stands behind it hangs on the verb behind "to".
    """
    to, verb = word + 1, word + 2
    if tree.forms[verb] == "have" and tree.upos[verb + 1 : verb + 2] == ["VERB"]:
        verb += 1  # "feared to have lost"
    doer = _headline_noun(tree, word - 1) if word and tree.forms[verb].isalpha() else None
    if doer is None or doer >= word or tree.upos[doer] not in NOMINAL:
        return
    if tree.heads[word] not in (doer, verb) or doer not in tree.ancestors(verb):
        return
    behind = [w for w in (*tree.children[doer], *tree.children[word]) if w > to and w not in (verb, verb - 1)]
    thought = tree.forms[word].lower() in words("certainty", "heading_hedges")
    tree.replace(word, doer, "nsubj:pass" if thought else "nsubj")
    tree.attach(verb, word, "xcomp")
    tree.attach(verb - 1, verb, "aux")  # "have", or else the "to"
    tree.attach(to, verb, "mark")
    tree.upos[verb], tree.upos[verb - 1], tree.upos[to] = "VERB", "AUX", "PART"
    for one in behind:
        tree.attach(one, verb, {"nmod": "obl", "compound": "obj"}.get(tree.relations[one]))


def of_whom_it_is_thought(tree: Tree, verb: int) -> None:
    """Make the noun before "feared to have" the one of whom it is thought: "Three miners feared to have drowned"."""
    if tree.forms[verb + 2] == "have" and not tree.dependents(verb, *AUXILIARIES):
        for word in tree.dependents(verb, "nsubj", "obl"):
            if word < verb:
                tree.relations[word] = "nsubj:pass"


def _infinitive_marks(tree: Tree, verb: int) -> list[int]:
    return [w for w in tree.dependents(verb, "mark", "case") if tree.forms[w].lower() == "to"]


def _headline_noun(tree: Tree, word: int) -> int | None:
    """Return the root that a word of a headline's name or list belongs to.

    None where that has what no headline leaves beside whom it tells of: an article, a copula, a subject, a full stop.
    """
    while tree.relations[word] in ("compound", "flat", "conj"):
        word = tree.heads[word]
    marked = any(tree.forms[w] in (".", ":", ",") for w in tree.children[word])
    whole = marked or tree.dependents(word, "det", "cop", "aux", "nsubj")
    return None if whole or tree.relations[word] != "root" else word


def _can_act(tree: Tree, noun: int) -> bool:
    """Say whether a noun may do something: a name, who or what can, or what bears the name right before it.

    "Venn steelworks to shed jobs", but neither "Venn plan to shed jobs" nor "Hope to shed jobs".
    """
    if tree.upos[noun] != "NOUN":
        return tree.upos[noun] == "PROPN"
    form = tree.forms[noun].lower()
    spellings = {form, form.removesuffix("s"), form.removesuffix("ies") + "y"}
    named = noun - 1 in tree.children[noun] and tree.upos[noun - 1] == "PROPN"
    bears = named and not spellings & words_of("factuality", "planned", "hoping")
    return bears or bool(spellings & words_of("nouns", "person", "group", "place", "thing"))
