"""Repairs of headlines, which leave out "is" and "will": what somebody is to do, is due to do, is feared to have
done."""

from __future__ import annotations

from collections.abc import Iterator

from crossread.languages.tables import load, words, words_of
from crossread.model_runtime.repairs.tree import AUXILIARIES, NOMINAL, SIDE_CLAUSES, SUBJECTS, Tree

_WITH_LISTENER = frozenset({"tell", "tells", "told"})
_YEAR = 4  # digits
_TELLS_TOLL = frozenset({"say", "says", "report", "reports", "confirm", "confirms"})
_BETWEEN_TOLLS = frozenset({",", "and", "&", ";"})
_LONGEST_COUNT = 6
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


def change_before_teller(tree: Tree, to: int) -> None:
    """Take for what is told, or for the sentence's verb, what a headline says that something is to do.

    "Orsk exports to slump 20 percent, bank says", "Venn harbour to shut": what trees take for a verb before "to" is a
    noun.
    """
    doer, verb, root = to - 1, to + 1, tree.root_of(to)
    if doer < 0 or verb == len(tree.upos) or not _is_foreseen(tree, doer, verb) or not _begins(tree, root, doer):
        return
    marked = any(tree.forms[w] in _TELLER_MARKS for w in range(verb, root))
    if root == doer and (tree.upos[doer] == "VERB" or _rises(tree, doer, verb)):
        tree.replace(verb, doer, "nsubj")
    elif root != doer and marked and any(verb < w < root for w in tree.dependents(root, "nsubj")):
        tree.attach(verb, root, "ccomp")
        tree.attach(doer, verb, "nsubj")
    else:
        return
    tree.attach(to, verb, "mark")
    tree.upos[doer], tree.upos[to], tree.upos[verb] = "NOUN", "PART", "VERB"
    for word in list(tree.children[doer]):
        if word > to:
            tree.attach(word, verb, {"nmod": "obl"}.get(tree.relations[word]))
        elif tree.relations[word] == "nsubj":
            tree.relations[word] = "compound"


def _is_foreseen(tree: Tree, doer: int, verb: int) -> bool:
    """Say whether a noun may be what is to rise or fall, or to do something: "exports to slump", "harbour to shut"."""
    if _rises(tree, doer, verb):
        return tree.upos[doer] in ("NOUN", "VERB")
    if tree.upos[verb] != "VERB" or tree.upos[doer] == "NOUN":
        return tree.upos[verb] == "VERB" and _can_act(tree, doer)
    named = tree.dependents(doer, "nsubj", "compound") == [doer - 1] and tree.upos[doer - 1] == "PROPN"
    return tree.upos[doer] == "VERB" and named and tree.forms[doer].lower() in words_of("nouns", "place", "thing")


def _rises(tree: Tree, doer: int, verb: int) -> bool:
    """Say whether a verb says that something measured rises or falls: "exports to slump", "rents to double"."""
    form, deed = tree.forms[doer].lower(), tree.forms[verb]
    spellings = {form, form.removesuffix("s"), form.removesuffix("ies") + "y"}
    changes = deed in load("figures")["up"] or deed in load("figures")["down"] or deed in words("factuality", "scaling")
    return changes and bool(spellings & words("factuality", "measured"))


def _begins(tree: Tree, root: int, doer: int) -> bool:
    """Say whether all that stands in a sentence before a noun are nouns that it bears, and their adjectives."""
    start = min(tree.descendants(root) | {root})
    bare = all(tree.upos[w] in (*NOMINAL, "ADJ", "NUM") for w in range(start, doer))
    return bare and not tree.dependents(doer, "det", "case", "cop", "aux")


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
    """Say whether a noun behind a mark and a verb tells what is before them: ", says lawyer", not ", tells court"."""
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


def toll(tree: Tree, state: int) -> None:
    """Make each state of a headline the predicate of the number before it: "Three dead, nine hurt in Arle fire"."""
    counts = _counted_before(tree, state)
    root = tree.root_of(state)
    sentence = {root} | tree.descendants(root)
    if counts is None:
        return
    brought = _brings(tree, root, counts.start - 1)
    if not (brought or counts.start == min(sentence) or tree.forms[counts.start - 1] == ":"):
        return
    tolls = [(counts, state), *_tolls_behind(tree, state)]
    last = tolls[-1][1]
    goes_on = last + 1 in sentence and tree.forms[last + 1] not in words("topics", "behind_toll")
    if goes_on or not (brought or _may_head(tree, root, range(counts.start, last + 1))):
        return
    if root in range(counts.start, last + 1):
        tree.attach(state, state, "root")
    else:
        tree.attach(state, root, "parataxis" if root < state and not brought else "ccomp")
    for _, other in tolls[1:]:
        tree.attach(other, state, "parataxis")
    for words_, one in tolls:
        _count_predicate(tree, words_, one)
    for word in sorted(sentence - {root}):
        if word > last and tree.heads[word] < last:
            tree.attach(word, last, "obl" if tree.relations[word] in ("nmod", "root") else None)


def _brings(tree: Tree, root: int, before: int) -> bool:
    """Say whether the verb of a heading that says so stands right before its toll: "Police say 57 dead"."""
    return root == before and tree.forms[root] in _TELLS_TOLL and bool(tree.dependents(root, "nsubj"))


def _tolls_behind(tree: Tree, state: int) -> Iterator[tuple[range, int]]:
    """Yield the further numbers and states of a toll: "and nine hurt"."""
    start = state + 1
    while tree.forms[start] in _BETWEEN_TOLLS:
        start += 1
    for word in range(start + 1, min(start + _LONGEST_COUNT, len(tree.forms) - 1)):
        counts = _counted_before(tree, word) if tree.forms[word].lower() in words("topics", "toll") else None
        if counts is not None and start > state + 1 and counts.start == start:
            yield counts, word
            yield from _tolls_behind(tree, word)
            return


def _counted_before(tree: Tree, state: int) -> range | None:
    """Return the words of the number of people right before a state: "at least 20", "three people"."""
    start = state
    parts = words_of("topics", "vague_counts", "beside_counts")
    while start and (tree.upos[start - 1] == "NUM" or tree.forms[start - 1].lower() in parts):
        start -= 1
    vague = words("topics", "vague_counts")
    numbers = [w for w in range(start, state) if tree.upos[w] == "NUM" or tree.forms[w].lower() in vague]
    return range(start, state) if numbers else None


def _may_head(tree: Tree, root: int, toll: range) -> bool:
    """Say whether a root may stay over a toll: it is of it, a heading before it, or tells it behind a comma."""
    if root in toll:
        return True
    if root < toll.start:
        return tree.upos[root] in NOMINAL
    return tree.upos[root] == "VERB" and tree.forms[toll.stop] == "," and bool(tree.dependents(root, "nsubj"))


def _count_predicate(tree: Tree, counts: range, state: int) -> None:
    """Hang the words of a number on its state, and the words before it that join it to the one before."""
    tree.upos[state] = "VERB" if tree.forms[state].lower() in words("topics", "done") else "ADJ"
    count = counts[-1]
    tree.attach(count, state, "nsubj:pass" if tree.upos[state] == "VERB" else "nsubj")
    for word in counts[:-1]:
        if tree.heads[word] not in counts:
            tree.attach(word, count)
    before = counts.start - 1
    while before >= 0 and tree.forms[before] in _BETWEEN_TOLLS:
        tree.attach(before, state, "punct" if tree.upos[before] == "PUNCT" else "cc")
        before -= 1


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
