"""Repairs of verbs that were taken for nouns, of who does what they say, and of which clause hangs on which."""

from __future__ import annotations

from crossread.languages.calendar import months, weekdays
from crossread.languages.tables import words, words_of
from crossread.model_runtime.repairs.tree import AUXILIARIES, CLAUSAL_SUBJECTS, NOMINAL, SIDE_CLAUSES, SUBJECTS, Tree

_INSTEAD_OF_SUBJECT = (*SUBJECTS, *CLAUSAL_SUBJECTS, "expl", "mark")
_PLAIN_SUBJECTS = ("nsubj", "nsubj:pass")
_OF_NOUNS = ("cop", "det", "nmod:poss", "amod", "nummod", "compound", "aux", "punct")
_OF_THINGS = ("det", "nmod", "nmod:poss", "amod", "nummod", "compound", "flat", "acl", "acl:relcl", "conj", "appos")
_BEFORE_THAT = ("so", "such", "now", "in", "given", "provided", "except", "considering", "assuming", "seeing", ",")
_ADNOMINAL = ("acl", "acl:relcl")
_HANDING = ("hand", "hands", "handed", "handing")
_PHRASES = ("obl", "obl:unmarked", "advcl", "advmod")
_CONTENTS = (*_ADNOMINAL, "appos", "ccomp", "parataxis")
_HELPERS = (*AUXILIARIES, "cop")
_OF_HELPERS = ("conj", "cc", "punct", "fixed", "flat", "compound", "goeswith")
_TIME_MARKS = frozenset({"until", "till", "before", "once", "when", "after"})
_HEARD = frozenset({"told", "informed", "assured", "reminded", "warned", "convinced"})  # whom somebody else told
_TELLING = frozenset({"told", "tells", "tell", "telling", "informed", "warned", "assured", "reminded"})
_PUTTING = frozenset({"said", "says", "wrote", "writes", "argued", "argues", "added", "warned", "claimed", "recalled"})
_SAYING = frozenset({"said", "says", "say", "added", "insisted", "stated"})
_BRINGING = _PUTTING | _SAYING | {"answered", "replied", "insisted", "repeated", "announced", "stated", "testified"}
_IN_OR_BY = frozenset({"in", "on", "by", "from"})
_PHRASE = 8  # words behind a claim within which its "that" is looked for
_TENSES = {"has": "perfect", "have": "perfect", "is": "present", "are": "present"}

_CLOSING_MARKS = frozenset({"”", '"', "''", "’’", "»"})
_FAR_BEHIND_MARK = 12  # words between a quotation and the verb that says whose it is: "the letter addressed to … reads"


def over_of_handing(tree: Tree, over: int) -> None:
    """Hang "over" on the handing right before it, not on what is handed: "handed over 20 tanks" tells of 20."""
    verb = over - 1
    handing = over > 0 and tree.forms[verb].lower() in _HANDING and tree.upos[verb] == "VERB"
    if handing and not tree.dependents(verb, "aux:pass"):  # "they were handed over 300 tents"
        tree.attach(over, verb, "compound:prt")


def words_of_auxiliary(tree: Tree, helper: int) -> None:
    """Give the predicate what trees hang on its auxiliary, which has no words of its own: "that the driver had
    drunk"."""
    predicate = tree.heads[helper]
    subjects = tree.dependents(predicate, *SUBJECTS, *CLAUSAL_SUBJECTS)
    for word in list(tree.children[helper]):
        relation = tree.relations[word]
        if relation in _OF_HELPERS or (subjects and relation in (*SUBJECTS, *CLAUSAL_SUBJECTS)):
            continue
        tree.attach(word, predicate, tree.subject_of(predicate) if relation == "nsubj" else relation)


def object_before_complement(tree: Tree, complement: int) -> None:
    """Take for the verb's object the subject of a complement, which has none: "called the mayor careless"."""
    verb = tree.heads[complement]
    things = [w for w in tree.dependents(complement, "nsubj") if verb < w < complement]
    if len(things) == 1 and not tree.dependents(complement, *_HELPERS, "mark") and not tree.dependents(verb, "obj"):
        tree.attach(things[0], verb, "obj")


def object_of_infinitive(tree: Tree, noun: int) -> None:
    """Take for the object of an infinitive what was taken for a second thing that there is: "there is little to back
    the theory"."""
    predicate = tree.heads[noun]
    if not tree.dependents(predicate, "expl"):
        return
    for thing in [w for w in tree.dependents(predicate, "nsubj") if w < noun]:
        for verb in [w for w in tree.dependents(thing, "acl") if thing < w < noun]:
            if not tree.dependents(verb, "obj", "ccomp", "xcomp") and not tree.dependents(noun, "cc", "case"):
                tree.attach(noun, verb, "obj")
                return


def belief_of_subject(tree: Tree, gerund: int) -> None:
    """Take for what the subject believes what trees hang on a thing, which believes nothing: "withdrew its offer
    fearing a loss"."""
    thing = tree.heads[gerund]
    if tree.relations[thing] == "obj" and tree.upos[tree.heads[thing]] == "VERB" and _is_no_being(tree, thing):
        tree.attach(gerund, tree.heads[thing], "advcl")


def participle_of_subject(tree: Tree, participle: int) -> None:
    """Take for the sentence's verb what would be told without a subject: "the rules announced Thursday would help".

    Rules announce nothing, and no finite clause that somebody tells goes without a subject.
    """
    thing, told = participle - 1, [w for w in tree.dependents(participle, "ccomp") if w > participle]
    if thing < 0 or len(told) != 1 or tree.relations[thing] not in SUBJECTS or _may_tell(tree, thing):
        return
    verb = told[0]
    other = [w for w in tree.dependents(verb, *_INSTEAD_OF_SUBJECT) if w != thing]
    if tree.heads[thing] not in (participle, verb) or other or tree.dependents(participle, "obj", *AUXILIARIES):
        return
    tree.replace(verb, participle, "acl")
    tree.attach(participle, thing)
    tree.attach(thing, verb, tree.subject_of(verb))
    for word in list(tree.children[participle]):
        if word < thing or word > verb:
            tree.attach(word, verb)


def _is_no_being(tree: Tree, noun: int) -> bool:
    """Say whether a noun names a thing, an act or something told, and neither people nor a body of them."""
    known = words_of("nouns", "thing", "other") | words("certainty", "told_nouns")
    return bool(_spellings(tree, noun) & known) and not _may_tell(tree, noun)


def _may_tell(tree: Tree, noun: int) -> bool:
    """Say whether a word may stand for people or a body of them."""
    beings = words_of("nouns", "person", "group", "place") | words("exchange", "person_endings")
    return tree.upos[noun] != "NOUN" or bool(_spellings(tree, noun) & beings)


def _spellings(tree: Tree, noun: int) -> set[str]:
    """Return a noun as it is written and as it may be in the singular."""
    form = tree.forms[noun].lower()
    return {form, form.removesuffix("s"), form.removesuffix("ies") + "y"}


def verb_with_subject(tree: Tree, word: int) -> None:
    """Take for a verb what has a subject and neither copula, article nor owner: "a dam at the mine burst before dawn".

    The phrases that hang on it are then its circumstances, and a preposition of its own belongs to the next of them.
    """
    subjects = [w for w in tree.dependents(word, "nsubj") if w < word]
    phrases = tree.dependents(word, "nmod")
    if len(subjects) != 1 or tree.dependents(word, "cop") or not any(w > word for w in phrases):
        return
    if any(subjects[0] < w < word for w in tree.dependents(word, *_OF_NOUNS)):
        return
    tree.upos[word] = "VERB"
    for case in tree.dependents(word, "case"):
        if noun := next((w for w in phrases if case < w < word), None):
            tree.attach(case, noun)
            tree.attach(noun, subjects[0] if subjects[0] < case else word)
    for phrase in tree.dependents(word, "nmod"):
        tree.relations[phrase] = "obl"


def verb_before_its_object(tree: Tree, word: int) -> None:
    """Take for a verb a noun that has a subject and stands before its object: "Exclusive: Tarvik hid spill"."""
    noun = tree.heads[word]
    if noun < word or word - 1 not in tree.dependents(word, "nsubj"):
        return
    tree.upos[word] = "VERB"
    tree.replace(word, noun, "obj")
    for other in list(tree.children[noun]):
        if tree.upos[other] == "PUNCT" or (other < word and tree.relations[other] != "compound"):
            tree.attach(other, word)


def verb_between_nouns(tree: Tree, word: int) -> None:
    """Take for a verb the second of two subjects right before a noun, which has but one: "Storm tears roofs off"."""
    noun = word + 1
    if word == 0 or tree.heads[word] != noun or word - 1 not in tree.dependents(noun, "nsubj"):
        return
    if tree.upos[noun] != "NOUN" or tree.dependents(noun, *_HELPERS) or tree.children[word]:
        return
    tree.upos[word] = "VERB"
    tree.replace(word, noun, "obj")
    for other in list(tree.children[noun]):
        if other < word or tree.relations[other] not in _OF_THINGS:
            tree.attach(other, word)


def verb_with_object(tree: Tree, word: int) -> None:
    """Take for a verb what has an object behind it, and for its subject the noun before it: "Bank hid losses"."""
    doers = [w for w in tree.dependents(word, "compound", "nsubj") if w == word - 1 and tree.upos[w] in NOMINAL]
    if doers and any(w > word for w in tree.dependents(word, "obj")):
        if not tree.dependents(word, "det", "amod", "cop", "case", "nmod:poss"):
            tree.upos[word], tree.relations[doers[0]] = "VERB", "nsubj"


def verb_with_clause(tree: Tree, word: int) -> None:
    """Take for a verb what a clause of circumstance hangs on and no verb governs: "the dam burst, as it had before"."""
    told = any(w > word and tree.upos[w] in ("VERB", "AUX") for w in tree.dependents(word, "advcl"))
    if (told or _contents_behind(tree, word)) and not tree.dependents(word, "cop"):
        for doer in _compound_before(tree, word):
            tree.upos[word], tree.relations[doer] = "VERB", "nsubj"


def noun_before_verb(tree: Tree, verb: int) -> None:
    """Take for the subject of a verb without one the noun before it that trees join to it: "Word spread that …"."""
    if not tree.dependents(verb, *SUBJECTS, *CLAUSAL_SUBJECTS, "det", "det:predet"):
        for doer in _compound_before(tree, verb):
            tree.relations[doer] = "nsubj"
    for content in _contents_behind(tree, verb):
        tree.relations[content] = "ccomp"


def content_behind_place(tree: Tree, verb: int) -> None:
    """Take for what a rumour says a clause that trees hang on a place: "Word spread through the camp that it was
    over"."""
    spread = words_of("certainty", "rumours", "tidings")
    told = [tree.forms[w].lower() for w in tree.dependents(verb, "nsubj")]
    if _contents_behind(tree, verb) or not any({form, form[:-1]} & spread for form in told):
        return
    places = [w for w in tree.dependents(verb, "obl", "obj") if w > verb]
    named = [w for place in places for w in tree.dependents(place, "nmod") if w > place]
    for clause in [w for place in (*places, *named) for w in tree.dependents(place, *_ADNOMINAL) if w > place]:
        that = next((w for w in tree.children[clause] if tree.forms[w] == "that"), None)
        if that is not None and any(w != that for w in tree.dependents(clause, *SUBJECTS)):
            tree.relations[that] = "mark"
            tree.attach(clause, verb, "ccomp")


def content_behind_time(tree: Tree, clause: int) -> None:
    """Take for what is told a clause that trees hang on when, or how often: "She answered three times that he left"."""
    time = tree.heads[clause]
    verb, marks = tree.heads[time], tree.dependents(clause, "mark")
    if tree.relations[time] != "obl:unmarked" or tree.forms[verb].lower() not in _BRINGING or not verb < time < clause:
        return
    if [tree.forms[w] for w in marks] == ["that"] and not tree.dependents(verb, "ccomp"):
        tree.attach(clause, verb, "ccomp")


def phrase_behind_mark(tree: Tree, mark: int) -> None:
    """Hang in the clause of a "that" a phrase between both that trees hang on the verb before them.

    "The Herald says that, according to Holt, the bridge is shut": no arc crosses that of the mark.
    """
    verb = tree.heads[mark]
    above = tree.ancestors(verb) if mark < verb else set()
    for word in range(mark + 1, verb):
        if tree.heads[word] < mark and word not in above and tree.relations[word] in _PHRASES:
            tree.attach(word, verb)


def phrase_behind_teller(tree: Tree, phrase: int) -> None:
    """Hang on the verb of saying right before it a phrase that trees hang on what was told before the teller.

    "The army left when the siege ended, his spokesman said on Tuesday": no word reaches over the verb that tells it.
    """
    told, verb = tree.heads[phrase], min({phrase} | tree.descendants(phrase)) - 1
    if told < verb and tree.upos[verb + 1] != "PUNCT" and tree.forms[verb] in _SAYING and verb in tree.ancestors(told):
        if any(told < w < verb for w in tree.dependents(verb, *SUBJECTS)):
            tree.attach(phrase, verb)


def teller_behind_appositive(tree: Tree, verb: int) -> None:
    """Take for who tells what stands before him a name that trees hang beside the last noun of it.

    "The gate stood open, and the cook had the key, Dana Orr, a former prisoner, told the court": she is no key.
    """
    told = [w for w in tree.dependents(verb, "ccomp") if w < verb]
    if told and (name := _appositive_before(tree, told[0], verb)) is not None:
        tree.attach(name, verb, "nsubj")
        trade_before_teller(tree, name)


def teller_behind_list(tree: Tree, verb: int) -> None:
    """Take for the verb over what stands before it one that trees list behind it though no word joins the two.

    "The gate stood open, and the cook had the key, Dana Orr, a former prisoner, told the court, adding that …"
    """
    told = tree.heads[verb]
    lists = (*tree.dependents(told, "conj"), *tree.dependents(verb, "conj"))
    if told > verb or any(w > verb for w in lists) or tree.dependents(verb, "cc", "ccomp"):
        return  # "he kissed his wife, Ada Lund, a nurse, told a joke and left"
    own = [w for w in tree.dependents(verb, "nsubj") if told < w < verb and tree.upos[w] == "PROPN"]
    name = own[0] if own else _appositive_before(tree, told, verb)
    if name is not None:
        tree.replace(verb, told, "ccomp")
        tree.attach(name, verb, "nsubj")


def _appositive_before(tree: Tree, told: int, verb: int) -> int | None:
    """Return the name beside the last noun of what is told, which ends at a comma before a verb without a subject."""
    if tree.forms[verb - 1] != "," or tree.dependents(verb, *SUBJECTS, *CLAUSAL_SUBJECTS, *AUXILIARIES):
        return None
    for name in range(told + 1, verb):
        beside = tree.relations[name] == "appos" and tree.heads[name] < name and tree.forms[name - 1] == ","
        if beside and tree.upos[name] == "PROPN" and told in tree.ancestors(name):
            if max({name} | tree.descendants(name)) in (verb - 1, verb - 2):
                return name
    return None


def trade_before_teller(tree: Tree, name: int) -> None:
    """Take for who tells what is told a trade before his name that trees leave to what is told, or hang on the name.

    "Osk never paid Brandt, its president, Dana Orr, said": the comma behind the name says that she is the president.
    """
    verb, behind = tree.heads[name], name + 1
    while behind in tree.dependents(name, "flat"):
        behind += 1
    told = [w for w in tree.dependents(verb, "ccomp") if w < name]
    if not told or tree.forms[name - 1] != "," or tree.forms[behind] != "," or behind > verb:
        return
    if any(tree.relations[w] not in (*AUXILIARIES, "advmod") for w in range(behind + 1, verb)):
        return
    below = set(range(told[0] + 1, name - 1)) - tree.ancestors(verb)
    for trade in sorted(w for w in below if tree.relations[w] in ("appos", "nsubj")):
        phrase = {trade} | {w for w in tree.descendants(trade) if w < name - 1 and tree.upos[w] != "PUNCT"}
        owned = tree.upos[trade] == "NOUN" and tree.dependents(trade, "det", "nmod:poss")
        if owned and max(phrase) == name - 2 and _ends_clause(tree, min(phrase) - 1):
            tree.attach(trade, verb, "nsubj")
            tree.attach(name, trade, "appos")
            return


def _ends_clause(tree: Tree, mark: int) -> bool:
    """Say whether a mark is a comma, or a quotation's end behind one: "“We won,” the club's head, Per Orr, said"."""
    return tree.forms[mark] == "," or (tree.upos[mark] == "PUNCT" and tree.forms[mark - 1] == ",")


def teller_behind_participle(tree: Tree, verb: int) -> None:
    """Take for the sentence's verb who says so behind a participle: "A man identified as Jon Brandt said it was shut".

    No clause of circumstance has a verb in the past with neither a subject nor a conjunction of its own.
    """
    participle = tree.heads[verb]
    doers = [w for w in tree.dependents(participle, *SUBJECTS) if w == participle - 1]
    if participle > verb or not doers or tree.dependents(verb, *_INSTEAD_OF_SUBJECT, *AUXILIARIES):
        return
    if tree.dependents(participle, "obj", *AUXILIARIES) or "PUNCT" in tree.upos[participle:verb]:
        return
    if any(w > verb for w in tree.dependents(verb, "ccomp")):
        tree.replace(verb, participle, "acl")
        tree.attach(participle, doers[0])
        tree.attach(doers[0], verb, "nsubj")
        for word in [w for w in tree.children[participle] if w > verb or tree.relations[w] == "mark"]:
            tree.attach(word, verb)


def _compound_before(tree: Tree, word: int) -> list[int]:
    return [w for w in tree.dependents(word, "compound") if w == word - 1 and tree.upos[w] == "NOUN"]


def _contents_behind(tree: Tree, word: int) -> list[int]:
    """Return the clause that a "that" right behind a word brings: "word spread that the bank was shut"."""
    if tree.forms[word + 1] != "that":
        return []
    return [w for w in tree.dependents(word, "acl", "ccomp") if word + 1 in tree.dependents(w, "mark")]


def name_before_verb(tree: Tree, verb: int) -> None:
    """Take for the subject of a clause without one the name right before its verb: "Pryde City sold"."""
    name = next((w for w in tree.dependents(verb, "obl") if tree.upos[w] == "PROPN" and w < verb), None)
    if name is None or tree.dependents(verb, *_INSTEAD_OF_SUBJECT) or tree.dependents(name, "case", "punct"):
        return
    if all(tree.relations[w] in (*AUXILIARIES, "advmod", "flat") for w in range(name + 1, verb)):
        tree.relations[name] = tree.subject_of(verb)


def owner_across_verb(tree: Tree, name: int) -> None:
    """Take for the subject of a clause without one the name right before its verb that was taken for whose a noun
    behind it is: "Bellmoor has paid 212 families". No mark of an owner stands behind it."""
    noun = tree.heads[name]
    verb = tree.heads[noun]
    if not name < verb < noun or tree.upos[verb] != "VERB" or tree.dependents(name, "case", "punct"):
        return
    if tree.dependents(verb, *_INSTEAD_OF_SUBJECT) or tree.forms[name].endswith(("'", "’", "'s", "’s")):
        return
    if all(tree.relations[w] in (*AUXILIARIES, "advmod", "flat") for w in range(name + 1, verb)):
        tree.attach(name, verb, tree.subject_of(verb))


def subject_before_content(tree: Tree, noun: int) -> None:
    """Take for who acts what was taken for the object of a verb behind it: "Harrow Town on Tuesday denied that …", "The
    chamber, where it holds 48 seats, on Friday granted the navy nine boats".

    A verb has its object before it only where somebody else does it, and what "that" brings is an object of its own.
    """
    verb = tree.heads[noun]
    if verb < noun or tree.upos[verb] != "VERB" or tree.forms[verb].lower() in _HEARD:
        return
    if tree.dependents(verb, *_INSTEAD_OF_SUBJECT, "aux:pass") or tree.dependents(noun, "case"):
        return
    behind = [w for w in tree.dependents(verb, "ccomp") if w > verb]
    told = any(tree.forms[w] == "that" and w > verb for clause in behind for w in tree.dependents(clause, "mark"))
    given = any(w > verb for w in tree.dependents(verb, "obj")) and tree.dependents(verb, "iobj")
    if told or (given and not any(noun < w < verb for w in tree.dependents(verb, "cc"))):
        tree.relations[noun] = "nsubj"


def subject_behind_mark(tree: Tree, verb: int) -> None:
    """Give a clause the subject between its conjunction and its verb: "he wants shells, while the North seeks help"."""
    marks = [w for w in tree.dependents(verb, "mark") if w < verb]
    if not marks or tree.dependents(verb, *SUBJECTS):
        return
    above = tree.ancestors(verb)
    for word in range(marks[-1] + 1, verb):
        if tree.relations[word] in SUBJECTS and not marks[-1] < tree.heads[word] <= verb and word not in above:
            tree.attach(word, verb)


def content_clause(tree: Tree, clause: int) -> None:
    """Take a clause with a bare "that" for what its verb tells: "assess with high confidence that it is genuine"."""
    head, marks = tree.heads[clause], tree.dependents(clause, "mark")
    if head < clause and tree.upos[head] == "VERB" and [tree.forms[w] for w in marks] == ["that"]:
        if tree.forms[marks[0] - 1].lower() not in _BEFORE_THAT:
            tree.relations[clause] = "ccomp"


def verb_stirred_by_claim(tree: Tree, verb: int) -> None:
    """Take for the sentence's verb what a claim stirred: "The claim that the mill would close angered farmers".

    Right behind the verb of what is claimed, trees have it describe what follows, and leave the sentence without one.
    """
    that = next((w for w in range(verb - 1, 0, -1) if tree.forms[w] == "that" or tree.upos[w] in ("PUNCT", "CCONJ")), 0)
    noun = that - 1
    if tree.forms[that] != "that" or tree.relations[that] != "mark" or tree.upos[noun] != "NOUN":
        return
    claimed = _claimed(tree, verb, that)
    if claimed is None or not (tree.heads[noun] == noun or _is_told_behind(tree, noun, verb)):
        return
    if not tree.ancestors(noun).isdisjoint(range(that, verb + 1)):  # else the tree would turn into a ring
        return
    moved = next((w for w in (*tree.children[verb], *tree.dependents(claimed, "obj")) if w > verb), verb)
    if tree.relations[verb] == "amod":
        moved = tree.heads[verb]
    for word in range(that, verb):
        if word != claimed and not that <= tree.heads[word] < verb:
            tree.attach(word, claimed)
    tree.predicate(verb, noun)
    tree.attach(claimed, noun, "acl")
    if moved > verb and tree.upos[moved] != "PUNCT" and moved not in tree.ancestors(verb):
        tree.attach(moved, verb, "obj")
    tree.upos[verb] = "VERB"
    if tree.upos[claimed] == "ADV":
        tree.upos[claimed] = "VERB"


def _claimed(tree: Tree, verb: int, that: int) -> int | None:
    """Return the predicate of what is claimed, which stands behind "that" and before the verb of the sentence."""
    last = verb - 1
    if tree.upos[last] in ("ADJ", "ADV", "VERB") and tree.upos[last - 1] == "AUX" and last - 1 > that:
        return last  # "would close", "was safe"
    if tree.relations[verb] == "acl" and tree.heads[verb] == that - 1:
        return next((w for w in tree.dependents(that - 1, "acl", "acl:relcl") if that < w < verb), None)
    return None


def verdict_behind_claim(tree: Tree, word: int) -> None:
    """Hang on the verb what it says of a claim, not on what is claimed: "rated the claim that he had left false"."""
    if tree.upos[word + 1 : word + 2] not in ([], ["PUNCT"]) or tree.dependents(word, "cop", "cc", "nsubj"):
        return
    claim = max((w for w in tree.ancestors(word) if tree.forms[w + 1] == "that"), default=word)
    if (tree.relations[claim], tree.upos[claim]) != ("obj", "NOUN") or tree.heads[claim] > claim:
        return
    if any(claim < w < word for w in tree.dependents(claim, *_ADNOMINAL)):
        tree.attach(word, tree.heads[claim], "xcomp")


def verb_that_judges_claim(tree: Tree, noun: int) -> None:
    """Take for the sentence's verb what judges a claim: "Claims that the well was poisoned were rejected".

    Trees hang the second of the two verbs on the claim, take it for a verb, or leave the second without a subject.
    """
    that, asserting = noun + 1, tree.upos[noun] == "VERB"
    content, marked = tree.heads[that], tree.relations[that] == "mark"
    if asserting and (tree.relations[noun] != "root" or any(w < noun for w in tree.children[noun])):
        return
    contents = tree.dependents(noun, *_CONTENTS)
    if content <= that or content not in contents:
        return
    if marked and not asserting:
        tree.relations[content] = "acl"
    if _is_told_behind(tree, noun, content):
        contents = sorted(contents + tree.dependents(tree.heads[noun], "ccomp"))
    elif tree.relations[noun] not in ("root", "ccomp", "parataxis"):
        return
    verdict = next((w for w in contents if w > content and _lacks_subject(tree, w, content)), None)
    if verdict is not None:
        tree.upos[noun] = "NOUN"
        tree.relations[content] = "acl" if marked else tree.relations[content]
        tree.predicate(verdict, noun)


def claim_of_teller(tree: Tree, noun: int) -> None:
    """Give a claim what judges it, where somebody says so: "Reports that he had died were premature, she said".

    Trees take the claim for a verb or for all that is said, and hang what is claimed and what judges it on either side.
    """
    said, that = tree.heads[noun], _that_of_claim(tree, noun)
    if not that or not _spellings(tree, noun) & words_of("certainty", "carriers", "told_nouns"):
        return
    clauses = {w for w in tree.dependents(noun, *_CONTENTS) if w > that}
    if tree.relations[noun] == "ccomp" and said > that:
        clauses |= {w for w in tree.dependents(said, "ccomp") if that < w < said}
    elif tree.relations[noun] != "obj" or tree.forms[said] not in _SAYING or said != noun - 1:
        return
    content, verdict = min(clauses, default=noun), max(clauses, default=noun)
    if len(clauses) != len({content, verdict}) or tree.heads[that] not in clauses or not _lacks(tree, verdict, content):
        return
    tree.upos[noun] = "NOUN"
    tree.attach(verdict, said, "ccomp")
    tree.attach(content, noun, "acl")
    tree.attach(that, content, "mark")
    for word in [w for w in (*tree.children[verdict], *tree.children[noun]) if that < w < content and w != noun]:
        tree.attach(word, content, "nsubj" if tree.relations[word] == "nmod" else None)
    tree.attach(noun, verdict, tree.subject_of(verdict))
    for word in [w for w in tree.children[noun] if w > verdict]:
        tree.attach(word, said)


def _that_of_claim(tree: Tree, noun: int) -> int:
    """Return the "that" behind a noun and a phrase that it may have ("Reports in the Herald that"), 0 for none."""
    that = noun + 1
    end = min(noun + _PHRASE, len(tree.heads))
    while that < end and tree.forms[that] != "that" and tree.heads[that] >= noun:
        that += 1
    if tree.forms[that] != "that":
        return 0
    near = that == noun + 1 or (tree.forms[noun + 1] in _IN_OR_BY and tree.relations[that] == "mark")
    return that if near else 0


def _lacks(tree: Tree, verdict: int, content: int) -> bool:
    """Say whether a predicate has a helper right behind a clause, and neither a subject nor an "and" between."""
    helped = any(content < w < verdict for w in tree.dependents(verdict, *_HELPERS))
    return helped and not any(content < w for w in tree.dependents(verdict, *_INSTEAD_OF_SUBJECT, "cc"))


def listener_behind_teller(tree: Tree, noun: int) -> None:
    """Take for who is told something what was taken for a second subject: "Ada Lund told Rolf Beck that he had to
    go"."""
    verb = tree.heads[noun]
    doers = [w for w in tree.dependents(verb, *SUBJECTS) if w < verb]
    if verb < noun and doers and tree.forms[verb].lower() in _TELLING and not tree.dependents(verb, "obj", "iobj"):
        if any(w > noun for w in tree.dependents(verb, "ccomp")) and "PUNCT" not in tree.upos[verb:noun]:
            tree.relations[noun] = "iobj"


def teller_behind_verb(tree: Tree, noun: int) -> None:
    """Take for who writes what was taken for what he writes: "The plan was dead, wrote the columnist"."""
    verb = tree.heads[noun]
    if verb > noun or tree.forms[verb - 1] != "," or tree.forms[verb] not in _PUTTING or tree.dependents(noun, "case"):
        return
    if any(w < verb for w in tree.dependents(verb, "ccomp")) and not tree.dependents(verb, *SUBJECTS):
        if all(tree.heads[w] == noun for w in range(verb + 1, noun)):
            tree.relations[noun] = "nsubj"


def teller_behind_aside(tree: Tree, verb: int) -> None:
    """Take for who tells what was taken for a second subject of it: "The accident, said the railway, was caused by a
    cow"."""
    if tree.forms[verb - 1] != "," or tree.dependents(verb, *SUBJECTS):
        return
    for told in [w for w in tree.dependents(verb, "ccomp") if w > verb]:
        subjects = tree.dependents(told, *SUBJECTS)
        behind = [w for w in subjects if verb < w < told]
        if len(behind) == 1 and any(w < verb for w in subjects):
            if all(tree.heads[w] == behind[0] for w in range(verb + 1, behind[0])):
                tree.attach(behind[0], verb, "nsubj")


def teller_behind_teller(tree: Tree, noun: int) -> None:
    """Give two verbs of saying a subject each, where the second's was taken for a name's apposition: "Ann Holt said, an
    aide told the court"."""
    name = tree.heads[noun]
    verb = tree.heads[name]
    if tree.relations[name] not in SUBJECTS or not name < noun < verb:
        return
    said = [w for w in tree.dependents(verb, "ccomp") if name < w < noun and not tree.dependents(w, *SUBJECTS)]
    if len(said) == 1 and tree.forms[said[0]] in ("said", "says") and tree.forms[said[0] + 1] == ",":
        tree.attach(name, said[0], "nsubj")
        tree.attach(noun, verb, "nsubj")


def teller_behind_quotation(tree: Tree, verb: int) -> None:
    """Give a verb of saying its subject, where that was taken for a second one of what is quoted before: "“She has
    left,” the letter said"."""
    if tree.dependents(verb, *SUBJECTS):
        return
    mark = next((w for w in range(verb - 1, max(verb - _FAR_BEHIND_MARK, 0), -1) if tree.forms[w] in _CLOSING_MARKS), 0)
    if not mark or tree.forms[mark - 1] not in (",", "?", "!"):
        return
    for noun in range(mark + 1, verb):
        told = tree.heads[noun]
        if tree.relations[noun] in SUBJECTS and told < mark and any(w < mark for w in tree.dependents(told, *SUBJECTS)):
            tree.attach(noun, verb, "nsubj")
            return


def _is_told_behind(tree: Tree, noun: int, verb: int) -> bool:
    """Say whether a claim was taken for the object of a later verb: "The claim that … was false, Orr said"."""
    return tree.relations[noun] == "obj" and tree.heads[noun] > verb


def _lacks_subject(tree: Tree, verdict: int, content: int) -> bool:
    """Say whether a predicate has a helper behind what is claimed, and no subject: "was false", "were rejected"."""
    helped = any(content < w < verdict for w in tree.dependents(verdict, *_HELPERS))
    return helped and not tree.dependents(verdict, *_INSTEAD_OF_SUBJECT)


def subject_of_verb_before(tree: Tree, verb: int) -> None:
    """Of two subjects of a verb give the first to the verb between them: "The tug sank and two men drowned".

    Or to what is told: "Venn Line was warned of it, the union said".
    """
    subjects = tree.dependents(verb, *_PLAIN_SUBJECTS)
    if len(subjects) != 2 or subjects[1] > verb:
        return
    first, second = subjects
    for word in range(first + 1, second):
        above = tree.heads[word]
        if above in (verb, tree.heads[verb]) and above != word and _is_without_subject(tree, word):
            tree.attach(first, word, tree.subject_of(word))
            return


def subjects_of_told_and_teller(tree: Tree, told: int) -> None:
    """Give the teller behind what is told the subject right before him, and that clause the one before it.

    Trees cross the two in "Venn Line has sold its ferries, both firms said".
    """
    teller = tree.heads[told]
    firsts, seconds = tree.dependents(teller, *_PLAIN_SUBJECTS), tree.dependents(told, *_PLAIN_SUBJECTS)
    if len(firsts) != 1 or len(seconds) != 1 or not firsts[0] < told < seconds[0] < teller:
        return
    phrase = {seconds[0]} | {w for w in tree.descendants(seconds[0]) if tree.upos[w] != "PUNCT"}
    ends = max(phrase) == teller - 1 or (max(phrase) == teller - 2 and tree.forms[teller - 1] == ",")
    if ends and tree.forms[min(phrase) - 1] == ",":
        tree.attach(firsts[0], told, tree.subject_of(told))
        tree.attach(seconds[0], teller, "nsubj")


def subject_beside_its_clause(tree: Tree, noun: int) -> None:
    """Take for the subject of what is told a noun before it that trees call a second thing told.

    "Venn Line has sold its ferries, the union said": with no verb of its own the line is nothing that could be said.
    """
    teller = tree.heads[noun]
    told = next((w for w in tree.dependents(teller, "ccomp") if noun < w < teller and tree.upos[w] == "VERB"), None)
    if told is None or tree.dependents(noun, "cop", *SUBJECTS, *AUXILIARIES):
        return
    if _is_without_subject(tree, told) and all(tree.heads[w] == told for w in range(noun + 1, told)):
        tree.attach(noun, told, tree.subject_of(told))


def subject_of_verb_behind(tree: Tree, verb: int) -> None:
    """Of two subjects of a verb give the one behind it to the verb that follows: "Ferry hits pier, 40 taken ashore"."""
    subjects = tree.dependents(verb, *_PLAIN_SUBJECTS)
    if len(subjects) != 2 or not subjects[0] < verb < subjects[1]:
        return
    second = subjects[1]
    behind = (w for w in tree.children[verb] if w > second and _is_without_subject(tree, w))
    word = next(behind, None)
    if word is not None and all(tree.heads[w] == word for w in range(second + 1, word)):
        tree.attach(second, word, tree.subject_of(word))
        tree.clear_before(word, second)


def _is_without_subject(tree: Tree, verb: int) -> bool:
    """Say whether a verb that should have a subject of its own has none: no infinitive, and no clause with a mark."""
    clause = tree.upos[verb] == "VERB" and tree.relations[verb] in SIDE_CLAUSES
    return clause and not tree.dependents(verb, *_INSTEAD_OF_SUBJECT)


def clause_listed_in_clause(tree: Tree, verb: int) -> None:
    """Hang a clause on the clause of time before its "and" where both are told in the present and the main one is not.

    "The road stays shut until the snow has melted and crews have cleared it": they have not.
    """
    main, joined = tree.heads[verb], min(tree.dependents(verb, "cc"), default=verb)
    inner = [w for w in tree.dependents(main, "advcl") if main < w < joined]
    if not inner or not tree.dependents(verb, *SUBJECTS):
        return
    timed = any(tree.forms[w].lower() in _TIME_MARKS for w in tree.dependents(inner[-1], "mark"))
    tenses, own, mains = (_tenses(tree, one) for one in (inner[-1], verb, main))
    if timed and tenses & own and not tenses & mains:
        tree.attach(verb, inner[-1])


def _tenses(tree: Tree, verb: int) -> set[str]:
    forms = {tree.forms[w].lower() for w in tree.dependents(verb, *_HELPERS)}
    return {_TENSES[form] for form in forms & _TENSES.keys()}


def split_joined_verbs(tree: Tree, verb: int) -> None:
    """Give joined verbs their own words: in "Four have died since May and 63 have fallen ill" trees confuse the two.

    A subject of the second verb that stands before the first is the first's, and so is what stands before the "and"
    with a preposition; the noun between "and" and the second verb's auxiliary, taken for one more item of the phrase
    before, is the second's.
    """
    first = tree.heads[verb]
    if first > verb or tree.upos[first] not in ("VERB", "ADJ"):
        return
    if not tree.dependents(first, *SUBJECTS):
        for word in tree.dependents(verb, *SUBJECTS):
            if word < first:
                tree.attach(word, first)
    joined = next((w for w in tree.dependents(verb, "cc") if first < w < verb), verb)
    for word in [w for w in tree.children[verb] if first < w < joined and tree.dependents(w, "case")]:
        tree.attach(word, first, "obl")
    item = min((w for w in tree.dependents(verb, *_HELPERS) if first < w < verb), default=0) - 1
    if item > first and tree.relations[item] == "conj" and not tree.dependents(verb, *SUBJECTS):
        _take_item(tree, item, verb)


def _take_item(tree: Tree, item: int, verb: int) -> None:
    """Make the last item of a list the subject of a verb behind it, and the "and" before it the verb's."""
    joints = [w for w in tree.dependents(item, "cc") if w < item]
    if tree.upos[item] not in (*NOMINAL, "NUM") or tree.heads[item] > item or not joints:
        return
    if tree.ancestors(verb).isdisjoint({item, *joints}):  # else the tree would turn into a ring
        tree.attach(item, verb, "nsubj")
        for word in joints:
            tree.attach(word, verb)


def object_behind_joined_verb(tree: Tree, item: int) -> None:
    """Hang on a verb without an object what stands right behind it and was listed with the object of the verb before.

    "The blast killed 12 miners and wounded 31 others": the "and" joins the verbs, and the others are those wounded.
    Before a number the verb is no adjective: "killed 9 men, wounded 22 others".
    """
    thing, joints = tree.heads[item], tree.dependents(item, "cc", "punct")
    above = tree.heads[thing]
    begun = [w for w in {item} | tree.descendants(item) if w not in joints and w > thing]
    if thing > item or not begun or tree.upos[above] != "VERB" or above > thing:
        return
    verb = min(begun) if tree.relations[min(begun)] == "amod" else min(begun) - 1
    counted = tree.upos[verb + 1] == "NUM" and tree.heads[verb] == item
    joined = tree.relations[verb] == "conj" and tree.heads[verb] < thing < verb and item not in tree.ancestors(verb)
    if tree.upos[verb] != "VERB" or tree.forms[verb - 1] not in (",", "and", "or") or not (counted or joined):
        return
    if tree.dependents(verb, "obj", "aux:pass") or any(verb < w < item for w in tree.dependents(item, "cc")):
        return
    if counted:
        tree.attach(verb, above, "conj")
    for word in [w for w in joints if w < verb]:
        tree.attach(word, verb)
    tree.attach(item, verb, "obj")


def object_behind_verb(tree: Tree, name: int) -> None:
    """Take for what is to be done to it a name right behind a verb with "to": "agreed to buy Varn Optics".

    Trees take it for a phrase of time, for a clause, or for whom something is bought though nothing is.
    """
    begun = min({name} | tree.descendants(name))
    verb = tree.heads[begun - 1] if tree.relations[begun - 1] == "compound:prt" else begun - 1
    named = tree.upos[begun] == "PROPN" and not tree.dependents(name, "case", *_OF_CLAUSES)
    if begun == 0 or not tree.dependents(verb, "mark") or not named or tree.forms[name].lower() in _WHEN:
        return
    if tree.relations[name] == "iobj" and tree.forms[verb].lower() not in words("exchange", "hands_over"):
        return  # "paid Orr", "told Orr"
    if tree.heads[name] == verb or verb in tree.descendants(tree.heads[name]):
        if not tree.dependents(verb, "obj", "aux:pass", "ccomp", "xcomp"):
            tree.attach(name, verb, "obj")


_WHEN = weekdays().keys() | months().keys()
_OF_CLAUSES = (*SUBJECTS, *CLAUSAL_SUBJECTS, "cop", "mark", "aux", "aux:pass")
