"""What the grammar rules out in a predicted tree -> mended in place: whose subject it is, which of two objects."""

from __future__ import annotations

from crossread.languages.tables import words, words_of

Children = dict[int, list[int]]
BEFORE_THAT = frozenset(
    {"so", "such", "now", "in", "given", "provided", "except", "considering", "assuming", "seeing", ","}
)
_TELLER_MARKS = frozenset({",", "-", "–", "—", ":"})
_TIME_MARKS = frozenset({"until", "till", "before", "once", "when", "after"})
_TENSES = {"has": "perfect", "have": "perfect", "is": "present", "are": "present"}
_CAN_BE_VERBS = frozenset(
    {"burst", "split", "hit", "cut", "shut", "spread", "cost", "quit", "set", "put", "records", "notes"}
)
WORTH_REACH = 6  # words before what is worth so much in which its verb is looked for


def mend_names(forms: list[str], upos: list[str], sentences: list[tuple[int, int]]) -> None:
    """Tag as a proper noun what stands alone with a capital inside a sentence: unknown names are taken for nouns."""
    for low, high in sentences:
        for i in range(low + 1, high):
            if (
                upos[i] == "NOUN"
                and forms[i].istitle()
                and forms[i].isalpha()
                and len(forms[i]) > 1
                and forms[i - 1].islower()
            ):
                if i + 1 == high or not forms[i + 1][0].isupper():
                    upos[i] = "PROPN"


_PLANNED = frozenset({"acl", "csubj", "advcl", "xcomp", "ccomp", "parataxis", "goeswith", "dep"})


def mend_tree(forms: list[str], upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Mend heads and relations of a text's words in place; each rule says what it takes the tree to have confused."""
    below: Children = {}
    for word, head in enumerate(heads):
        below.setdefault(head, []).append(word)
    for word in range(len(relations)):
        _mend_by_form(word, below, forms, upos, heads, relations)
        _mend_by_relation(word, below, forms, upos, heads, relations)
        _stir(word, below, forms, upos, heads, relations)
        if upos[word] == "VERB":
            _part_objects(word, below, upos, relations)
            _take_subject(word, below, heads, relations)
            _name_subject(word, below, upos, relations)
        _turn_root(word, below, forms, upos, relations)
        if forms[word + 1 : word + 2] == ["that"]:
            _judge_claim(word, below, upos, heads, relations)
        if upos[word] == "VERB" and relations[word] == "root":
            _take_trailing_teller(word, below, forms, upos, heads, relations)
            _take_doer(word, below, forms, upos, heads, relations)
        _list_within(word, below, forms, heads, relations)
        if relations[word] == "conj" and heads[word] < word and {upos[word], upos[heads[word]]} <= {"VERB", "ADJ"}:
            _part_joined(word, below, upos, heads, relations)


def _mend_by_form(
    word: int, below: Children, forms: list[str], upos: list[str], heads: list[int], relations: list[str]
) -> None:
    """Mend what certain words have around them."""
    form = forms[word]
    if form.lower() in words("certainty", "false"):
        _rate_claim(word, below, forms, upos, heads, relations)
    if form == "worth":
        _hang_worth(word, below, upos, heads, relations)
    if form.lower() in words("certainty", "heading_hedges") and forms[word + 1 : word + 3] == ["to", "have"]:
        _think_of(word, below, relations)
    if form in ("'s", "’s") and relations[word] == "case":
        _turn_owner(word, below, upos, heads, relations)
    if form == "of" and relations[word] == "case":
        _part_town_from_count(word, below, upos, heads, relations)
    heading = form.lower() in words_of("certainty", "heading_forms", "heading_hedges")
    if heading and forms[word + 1 : word + 2] in (["to"], ["TO"]):
        _head_heading(word, below, forms, upos, heads, relations)


def _mend_by_relation(
    word: int, below: Children, forms: list[str], upos: list[str], heads: list[int], relations: list[str]
) -> None:
    """Mend what words of certain relations and parts of speech have around them."""
    relation, kind = relations[word], upos[word]
    if relation == "flat" and kind == "NUM":
        _part_name_from_count(word, below, upos, heads, relations)
    if relation == "advcl" and heads[word] < word and upos[heads[word]] == "VERB":
        _take_content(word, below, forms, relations)
    if relation == "appos" and kind == "PROPN":
        _hang_name(word, below, upos, heads, relations)
    if relation in ("ccomp", "root", "parataxis") and kind == "NOUN":
        _turn_doing(word, below, upos, relations)
    if relation == "compound" and kind == "NOUN":
        _turn_compound(word, below, upos, heads, relations)
    if relation == "ccomp" and upos[word] == "NOUN":
        _turn_verb(word, below, upos, heads, relations)
    if relation in _PLANNED and kind == "VERB":
        _plan_ahead(word, below, forms, upos, heads, relations)


_JUDGING = frozenset({"xcomp", "conj", "advcl", "acl", "obl"})


def _rate_claim(
    word: int, below: Children, forms: list[str], upos: list[str], heads: list[int], relations: list[str]
) -> None:
    """Hang on the verb what it says of a claim, not on what is claimed: "rated the claim that he had left false"."""
    if upos[word] != "ADJ" or relations[word] not in _JUDGING or upos[word + 1 : word + 2] not in ([], ["PUNCT"]):
        return
    if any(relations[w] in ("cop", "cc", "nsubj") for w in below.get(word, ())):
        return
    claim = next((w for w in sorted(_above(word, heads), reverse=True) if forms[w + 1 : w + 2] == ["that"]), None)
    if claim is None or relations[claim] != "obj" or upos[claim] != "NOUN" or heads[claim] > claim:
        return
    if any(claim < w < word and relations[w].startswith("acl") for w in below.get(claim, ())):
        _hang(word, heads[claim], "xcomp", below, heads, relations)


def _stir(
    verb: int, below: Children, forms: list[str], upos: list[str], heads: list[int], relations: list[str]
) -> None:
    """Take for the sentence's verb what a claim stirred: "The claim that the mill would close angered farmers".

    Right behind the verb of what is claimed, trees have it describe what follows, and leave the sentence without one.
    """
    if forms[verb].lower() not in words("speech", "stirring_forms"):
        return
    that = next((w for w in range(verb - 1, 0, -1) if forms[w] == "that" or upos[w] in ("PUNCT", "CCONJ")), 0)
    noun = that - 1
    if noun < 0 or forms[that] != "that" or relations[that] != "mark" or upos[noun] != "NOUN":
        return
    fronted = relations[noun] == "obj" and heads[noun] > verb
    claimed = _claimed(verb, that, below, upos, heads, relations)
    if claimed is None or not (fronted or heads[noun] == noun):
        return
    moved = heads[verb] if relations[verb] == "amod" else next((w for w in below.get(verb, ()) if w > verb), None)
    heads[verb], relations[verb] = (heads[noun], "ccomp") if fronted else (verb, "root")
    heads[noun], relations[noun] = verb, "nsubj"
    for word in range(that, verb):
        if word != claimed and not that <= heads[word] < verb:
            heads[word] = claimed
    heads[claimed], relations[claimed] = noun, "acl"
    if moved is not None and moved > verb and upos[moved] != "PUNCT" and moved not in _above(verb, heads):
        heads[moved], relations[moved] = verb, "obj"
    for word in below.get(noun, ()):
        if word > verb and heads[word] == noun:
            heads[word] = verb
    upos[verb] = "VERB"
    if upos[claimed] == "ADV":
        upos[claimed] = "VERB"
    _sort_anew(below, heads)


def _claimed(
    verb: int, that: int, below: Children, upos: list[str], heads: list[int], relations: list[str]
) -> int | None:
    """Return the predicate of what is claimed, which stands behind "that" and before the verb of the sentence."""
    last = verb - 1
    if upos[last] in ("ADJ", "ADV", "VERB") and upos[last - 1] == "AUX" and last - 1 > that:
        return last  # "would close", "was safe"
    if relations[verb] == "acl" and heads[verb] == that - 1:
        return next((w for w in below.get(that - 1, ()) if that < w < verb and relations[w].startswith("acl")), None)
    return None


_CONTENTS = ("acl", "acl:relcl", "appos", "ccomp", "parataxis")


def _judge_claim(noun: int, below: Children, upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Take for the sentence's verb what judges a claim: "Claims that the well was poisoned were rejected".

    Trees hang the second of the two verbs on the claim, take it for a verb, or leave the second without a subject.
    """
    content = heads[noun + 1]
    asserting = upos[noun] == "VERB" and relations[noun] == "root" and not any(w < noun for w in below.get(noun, ()))
    if upos[noun] != "NOUN" and not asserting:
        return
    if content <= noun + 1 or heads[content] != noun or relations[content] not in _CONTENTS:
        return
    if relations[noun + 1] == "mark" and not asserting:
        relations[content] = "acl"
    fronted = relations[noun] == "obj" and heads[noun] > content
    hung = [w for w in below.get(noun, ()) if relations[w] in _CONTENTS]
    hung += [w for w in below.get(heads[noun], ()) if fronted and relations[w] == "ccomp"]
    verdict = next((w for w in sorted(hung) if w > content and _lacks_subject(w, content, below, relations)), None)
    if verdict is None or not (fronted or relations[noun] in ("root", "ccomp", "parataxis")):
        return
    if not fronted:
        heads[verdict], relations[verdict] = (verdict if heads[noun] == noun else heads[noun]), relations[noun]
    upos[noun], relations[content] = "NOUN", "acl" if relations[noun + 1] == "mark" else relations[content]
    passive = any(relations[w] == "aux:pass" for w in below.get(verdict, ()))
    heads[noun], relations[noun] = verdict, "nsubj:pass" if passive else "nsubj"
    for word in below.get(noun, ()):
        if word > verdict and heads[word] == noun:
            heads[word] = verdict
    _sort_anew(below, heads)


def _lacks_subject(verdict: int, content: int, below: Children, relations: list[str]) -> bool:
    """Say whether a predicate has a helper behind what is claimed, and no subject: "was false", "were rejected"."""
    own = below.get(verdict, ())
    helped = any(relations[w].startswith(("aux", "cop")) and content < w < verdict for w in own)
    return helped and not any(relations[w].startswith(("nsubj", "csubj", "expl", "mark")) for w in own)


def _sort_anew(below: Children, heads: list[int]) -> None:
    below.clear()
    for word, head in enumerate(heads):
        below.setdefault(head, []).append(word)


def _think_of(verb: int, below: Children, relations: list[str]) -> None:
    """Take for the one of whom it is thought who stands before "feared to have": "Three miners feared to have
    drowned"."""
    own = below.get(verb, ())
    if relations[verb] == "root" and not any(relations[w].startswith("aux") for w in own):
        for word in own:
            if word < verb and relations[word] in ("nsubj", "obl"):
                relations[word] = "nsubj:pass"


def _turn_owner(mark: int, below: Children, upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Hang an owner on what it owns, not the other way round: "Ito's reported plans"."""
    owner = heads[mark]
    owned = next((w for w in below.get(owner, ()) if w > mark and relations[w] == "appos" and upos[w] == "NOUN"), None)
    if (
        owned is None
        or owner > mark
        or any(upos[w] in ("PUNCT", "VERB") and relations[w] != "amod" for w in range(mark + 1, owned))
    ):
        return
    above = heads[owner]
    heads[owned], relations[owned] = (owned if above == owner else above), relations[owner]
    heads[owner], relations[owner] = owned, "nmod:poss"
    below.setdefault(owned, []).append(owner)


def _part_town_from_count(of: int, below: Children, upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Part "the town of Arle" from what it was sent, "30 pumps", where the tree has the pumps behind the "of"."""
    town, number = of - 1, of + 1
    while number < len(upos) and upos[number] == "PROPN":
        number += 1
    item = number + 1
    counted = number > of + 1 and upos[number : item + 1] == ["NUM", "NOUN"]
    if not counted or town < 0 or upos[town] != "NOUN" or relations[town] != "obj":
        return
    verb = heads[town]
    if (heads[item], relations[item]) not in ((verb, "obj"), (town, "nmod")):
        return
    relations[town] = "iobj"
    _hang(item, verb, "obj", below, heads, relations)
    _hang(number, item, "nummod", below, heads, relations)
    _hang(of + 1, town, "nmod", below, heads, relations)
    _hang(of, of + 1, "case", below, heads, relations)
    for word in range(of + 2, number):
        _hang(word, of + 1, "flat", below, heads, relations)


def _part_name_from_count(
    number: int, below: Children, upos: list[str], heads: list[int], relations: list[str]
) -> None:
    """Give a number that ends a name to the object behind it, which it counts: "sent Arle 30 pumps"."""
    name, item = heads[number], number + 1
    if item < len(upos) and upos[item] == "NOUN" and relations[name] == "iobj" and relations[item] == "obj":
        if heads[item] == heads[name]:
            _hang(number, item, "nummod", below, heads, relations)


def _hang(word: int, head: int, relation: str, below: Children, heads: list[int], relations: list[str]) -> None:
    if word in below.get(heads[word], ()):
        below[heads[word]].remove(word)
    heads[word], relations[word] = head, relation
    below.setdefault(head, []).append(word)


def _hang_name(name: int, below: Children, upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Hang a person's name on the noun that is the person: "the mayor of Varn, Ann Orr", not "Varn, Ann Orr".

    A name that goes on in a flat word is a person's, and no person is a place or a body with a name of its own.
    """
    inner = heads[name]
    noun = heads[inner]
    goes_on = any(relations[w] == "flat" and w == name + 1 for w in below.get(name, ()))
    hangs = relations[inner] == "nmod" and upos[inner] == "PROPN" and upos[noun] == "NOUN" and noun < inner < name
    if (
        goes_on
        and hangs
        and any(relations[w] in ("det", "nmod:poss", "compound", "amod") for w in below.get(noun, ()) if w < noun)
    ):
        below[inner].remove(name)
        below.setdefault(noun, []).append(name)
        heads[name] = noun


def _turn_verb(word: int, below: Children, upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Take for a verb what has a subject and neither copula, article nor owner: "a dam at the mine burst before dawn".

    The phrases that hang on it are then its circumstances, and a preposition of its own belongs to the next of them.
    """
    own = below.get(word, ())
    subjects = [w for w in own if relations[w] == "nsubj" and w < word]
    nominal = ("cop", "det", "nmod:poss", "amod", "nummod", "compound", "aux", "punct")
    if (
        len(subjects) != 1
        or any(relations[w] in nominal and subjects[0] < w < word for w in own)
        or any(relations[w] == "cop" for w in own)
    ):
        return
    phrases = [w for w in own if relations[w] == "nmod"]
    if not any(w > word for w in phrases):
        return
    upos[word] = "VERB"
    for case in [w for w in own if relations[w] == "case" and w < word]:
        noun = next((w for w in phrases if case < w < word), None)
        if noun is None:
            continue
        below[word].remove(case)
        below.setdefault(noun, []).append(case)
        heads[case] = noun
        heads[noun] = subjects[0] if subjects[0] < case else word
    for phrase in phrases:
        if heads[phrase] == word:
            relations[phrase] = "obl"


def _turn_compound(word: int, below: Children, upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Take for a verb a noun that has a subject and stands before its object: "Exclusive: Tarvik hid spill"."""
    noun, own = heads[word], below.get(word, ())
    if noun < word or not any(relations[w] == "nsubj" and w == word - 1 for w in own):
        return
    upos[word] = "VERB"
    relation, above = relations[noun], heads[noun]
    heads[word], relations[word] = (word if above == noun else above), relation
    heads[noun], relations[noun] = word, "obj"
    for other in below.get(noun, ()):
        if upos[other] == "PUNCT" or other < word and relations[other] != "compound":
            heads[other] = word
    _sort_anew(below, heads)


def _take_trailing_teller(
    verb: int, below: Children, forms: list[str], upos: list[str], heads: list[int], relations: list[str]
) -> None:
    """Take for who tells what stands before him a name that trees hang beside the last noun of it.

    "The gate stood open, and the cook had the key, Dana Orr, a former prisoner, told the court": she is no key.
    """
    own = below.get(verb, ())
    told = [w for w in own if relations[w] == "ccomp" and w < verb]
    if not told or forms[verb - 1] != "," or any(relations[w].startswith(("nsubj", "csubj", "aux")) for w in own):
        return
    beside = [w for w in range(told[0] + 1, verb) if relations[w] == "appos" and heads[w] < w and forms[w - 1] == ","]
    for name in beside:
        reach = max(_under(name, below))
        inside = told[0] in _above(name, heads)
        if upos[name] == "PROPN" and inside and reach in (verb - 1, verb - 2):
            _hang(name, verb, "nsubj", below, heads, relations)
            return


def _under(word: int, below: Children) -> set[int]:
    """Return a word and all words that stand below it in its tree."""
    found, queue = {word}, [word]
    while queue:
        for child in below.get(queue.pop(), ()):
            if child not in found:
                found.add(child)
                queue.append(child)
    return found


def _turn_doing(word: int, below: Children, upos: list[str], relations: list[str]) -> None:
    """Take for a verb what has an object behind it, and for its subject the noun before it: "Bank hid losses"."""
    own = below.get(word, ())
    before = [w for w in own if w == word - 1 and relations[w] in ("compound", "nsubj")]
    doer = next((w for w in before if upos[w] in ("NOUN", "PROPN")), None)
    if doer is None or not any(relations[w] == "obj" and w > word for w in own):
        return
    if not any(relations[w] in ("det", "amod", "cop", "case", "nmod:poss") for w in own):
        upos[word], relations[doer] = "VERB", "nsubj"


def _turn_root(word: int, below: Children, forms: list[str], upos: list[str], relations: list[str]) -> None:
    """Take for a verb what a clause of circumstance hangs on and no verb governs: "the dam burst, as it had before"."""
    own = below.get(word, ())
    doer = next((w for w in own if relations[w] == "compound" and w == word - 1 and upos[w] == "NOUN"), None)
    told = any(relations[w] == "advcl" and w > word and upos[w] in ("VERB", "AUX") for w in own)
    told = told or _content_behind(word, below, forms, relations) is not None
    alone = relations[word] == "root" and upos[word] == "NOUN" and not any(relations[w] == "cop" for w in own)
    if doer is not None and told and alone and forms[word].lower() in _CAN_BE_VERBS:
        upos[word], relations[doer] = "VERB", "nsubj"


def _content_behind(word: int, below: Children, forms: list[str], relations: list[str]) -> int | None:
    """Return the clause that a "that" right behind a word brings: "word spread that the bank was shut"."""
    return next(
        (
            w
            for w in below.get(word, ())
            if relations[w] in ("acl", "ccomp")
            and any(relations[m] == "mark" and m == word + 1 and forms[m] == "that" for m in below.get(w, ()))
        ),
        None,
    )


def _take_doer(
    verb: int, below: Children, forms: list[str], upos: list[str], heads: list[int], relations: list[str]
) -> None:
    """Take for the subject of a verb without one the noun before it that trees join to it: "Word spread that …"."""
    own = below.get(verb, ())
    noun = next((w for w in own if relations[w] == "compound" and w == verb - 1 and upos[w] == "NOUN"), None)
    if noun is not None and not any(relations[w].startswith(("nsubj", "csubj", "det")) for w in own):
        relations[noun] = "nsubj"
    content = _content_behind(verb, below, forms, relations)
    if content is not None:
        relations[content] = "ccomp"
    else:
        _take_far_content(verb, below, forms, heads, relations)


def _take_far_content(verb: int, below: Children, forms: list[str], heads: list[int], relations: list[str]) -> None:
    """Take for what a rumour says a clause that trees hang on a place: "Word spread through the camp that it was
    over"."""
    own = below.get(verb, ())
    spread = words("certainty", "rumours") | {"word"}
    if not any(relations[w] == "nsubj" and {forms[w].lower(), forms[w].lower()[:-1]} & spread for w in own):
        return
    places = [w for w in own if relations[w] == "obl" and w > verb]
    hung = [c for p in places for c in below.get(p, ()) if relations[c].startswith("acl") and c > p]
    for clause in hung:
        that = next((w for w in below.get(clause, ()) if forms[w] == "that"), None)
        subject = any(relations[w].startswith("nsubj") and w != that for w in below.get(clause, ()))
        if that is not None and subject:
            relations[that] = "mark"
            _hang(clause, verb, "ccomp", below, heads, relations)


def _list_within(verb: int, below: Children, forms: list[str], heads: list[int], relations: list[str]) -> None:
    """Hang a clause on the clause of time before its "and" where both are told in the present and the main one is not.

    "The road stays shut until the snow has melted and crews have cleared it": they have not.
    """
    main = heads[verb]
    if relations[verb] != "conj" or main > verb:
        return
    joined = min((w for w in below.get(verb, ()) if relations[w] == "cc"), default=verb)
    inner = [w for w in below.get(main, ()) if relations[w] == "advcl" and main < w < joined]
    if not inner or not any(relations[w].startswith("nsubj") for w in below.get(verb, ())):
        return
    first = inner[-1]
    marked = any(relations[w] == "mark" and forms[w].lower() in _TIME_MARKS for w in below.get(first, ()))
    tenses = [
        {_TENSES.get(forms[w].lower()) for w in below.get(one, ()) if relations[w].startswith(("aux", "cop"))} - {None}
        for one in (first, verb, main)
    ]
    if marked and tenses[0] and tenses[0] & tenses[1] and not tenses[0] & tenses[2]:
        below[main].remove(verb)
        below.setdefault(first, []).append(verb)
        heads[verb] = first


def _plan_ahead(
    verb: int, below: Children, forms: list[str], upos: list[str], heads: list[int], relations: list[str]
) -> None:
    """Take for the sentence's verb what a headline says that somebody is to do: "Ardmoor Bank to shed 900 jobs".

    Whoever does it is named, or a person, a body, a place or a thing: "Plan to shed jobs" is a noun and stays one.
    """
    nearest = doer = heads[verb]
    if _plan_told(verb, below, forms, upos, heads, relations):
        return
    while relations[doer] in ("conj", "compound", "flat"):
        doer = heads[doer]
    own = below.get(doer, ())
    if relations[doer] != "root" or heads[doer] != doer or doer > verb:
        return
    if not (_can_do(forms[doer], upos[doer]) or _is_named_body(doer, own, forms, upos)):
        return
    marked = any(relations[w] == "mark" and forms[w].lower() == "to" and doer < w < verb for w in below.get(verb, ()))
    whole = any(relations[w] in ("det", "cop", "aux", "nsubj") or forms[w] in (".", ":", ",") for w in own)
    if not marked or whole or any(forms[w] in (".", ",") for w in below.get(verb, ())):
        return
    heads[verb], relations[verb] = verb, "root"
    heads[doer], relations[doer] = (
        verb,
        "nsubj:pass" if any(relations[w] == "aux:pass" for w in below.get(verb, ())) else "nsubj",
    )
    below[nearest].remove(verb)
    below.setdefault(verb, []).append(doer)
    for word in [w for w in own if w > verb]:
        heads[word] = verb
        below[doer].remove(word)
        below[verb].append(word)


def _plan_told(
    verb: int, below: Children, forms: list[str], upos: list[str], heads: list[int], relations: list[str]
) -> bool:
    """Do so where the headline names behind a mark who says it: "Varn to cut rents - mayor", "…, says clerk"."""
    doer, tail = heads[verb], heads[heads[verb]]
    marks = [w for w in below.get(verb, ()) if relations[w] in ("mark", "case") and forms[w].lower() == "to"]
    if marks and relations[verb] in ("ccomp", "advcl", "xcomp") and verb < doer:
        _take_first_subject(verb, marks[0], below, heads, relations)
        return True
    if marks and relations[verb] == "acl" and verb < doer and relations[doer] == "root":
        _turn_teller(verb, below, forms, heads, relations)
        return True
    if not (marks and doer + 1 == marks[0] and marks[0] < verb < tail and relations[tail] == "root"):
        return False
    able = _can_do(forms[doer], upos[doer]) or _is_named_body(doer, below.get(doer, ()), forms, upos)
    if not (able and any(forms[w] in _TELLER_MARKS for w in range(verb, tail))):
        return False
    if any(relations[w] in ("det", "case", "cop") for w in below.get(doer, ())):
        return False
    below[doer].remove(verb)
    below[tail].remove(doer)
    heads[doer], relations[doer] = verb, "nsubj"
    below.setdefault(verb, []).append(doer)
    below.setdefault(tail, []).append(verb)
    heads[verb], relations[verb] = tail, "ccomp"
    return True


def _turn_teller(verb: int, below: Children, forms: list[str], heads: list[int], relations: list[str]) -> None:
    """Hang who says so behind a mark on what is to be done, not the other way round: "Varn to ban cars - council"."""
    teller = heads[verb]
    subject = any(relations[w] == "nsubj" and w < verb for w in below.get(verb, ()))
    if subject and any(forms[w] in _TELLER_MARKS for w in range(verb, teller)):
        heads[verb], relations[verb] = verb, "root"
        heads[teller], relations[teller] = verb, "parataxis"
        _sort_anew(below, heads)


def _take_first_subject(verb: int, mark: int, below: Children, heads: list[int], relations: list[str]) -> None:
    """Hang the first of two subjects of a verb of saying on what he is to do: "Lind to sue, says lawyer"."""
    tail = heads[verb]
    beside = [w for w in below.get(tail, ()) if relations[w] in ("nsubj", "obl", "obj")]
    subjects = [w for w in beside if not any(relations[c] == "case" for c in below.get(w, ()) if c < w)]
    if len(subjects) == 2 and subjects[0] < mark and subjects[1] > verb and relations[subjects[1]] == "nsubj":
        below[tail].remove(subjects[0])
        below[verb].append(subjects[0])
        heads[subjects[0]], relations[subjects[0]], relations[verb] = verb, "nsubj", "ccomp"


def _head_heading(
    word: int, below: Children, forms: list[str], upos: list[str], heads: list[int], relations: list[str]
) -> None:
    """Take for what a headline says without its "is" the word before "to": "Rail link due to open in spring".

    The noun before it is who is so, and what stands behind it hangs on the verb behind "to".
    """
    doer, verb = word - 1, word + 2
    if forms[verb : verb + 1] == ["have"] and upos[verb + 1 : verb + 2] == ["VERB"]:
        verb += 1  # "feared to have lost"
    while doer >= 0 and relations[doer] in ("compound", "flat", "conj") and heads[doer] < word:
        doer = heads[doer]
    if (
        doer < 0
        or verb >= len(forms)
        or relations[doer] != "root"
        or upos[doer] not in ("NOUN", "PROPN")
        or not forms[verb].isalpha()
    ):
        return
    own = below.get(doer, ())
    if any(relations[w] in ("cop", "aux", "nsubj", "det") or forms[w] in (".", ":", ",") for w in own):
        return
    if heads[word] not in (doer, verb) or doer not in _above(verb, heads):
        return
    behind = [w for w in {*own, *below.get(word, ())} if w > word + 1 and w not in (verb, verb - 1)]
    heads[word], relations[word] = word, "root"
    thought = forms[word].lower() in words("certainty", "heading_hedges")
    heads[doer], relations[doer] = word, "nsubj:pass" if thought else "nsubj"
    heads[verb], relations[verb], upos[verb] = word, "xcomp", "VERB"
    if verb > word + 2:
        heads[verb - 1], relations[verb - 1], upos[verb - 1] = verb, "aux", "AUX"
    heads[word + 1], relations[word + 1], upos[word + 1] = verb, "mark", "PART"
    for one in behind:
        heads[one] = verb
        relations[one] = {"nmod": "obl", "compound": "obj"}.get(relations[one], relations[one])
    _sort_anew(below, heads)


def _can_do(form: str, tag: str) -> bool:
    plain = form.lower()
    single = [plain, plain.removesuffix("s"), plain.removesuffix("ies") + "y"]
    return tag == "PROPN" or (
        tag == "NOUN"
        and any(one in words("nouns", kind) for one in single for kind in ("person", "group", "place", "thing"))
    )


def _is_named_body(noun: int, own: list[int] | tuple[int, ...], forms: list[str], upos: list[str]) -> bool:
    """Say whether a noun right behind a name is what bears it, and no plan or call: "Venn steelworks to shed jobs"."""
    plain = {forms[noun].lower(), forms[noun].lower().removesuffix("s")}
    named = upos[noun] == "NOUN" and any(upos[w] == "PROPN" and w == noun - 1 for w in own)
    return named and not plain & (words("factuality", "planned") | words("factuality", "hoping"))


def _take_content(clause: int, below: Children, forms: list[str], relations: list[str]) -> None:
    """Take a clause with a bare "that" for what its verb tells: "assess with high confidence that it is genuine"."""
    marks = [w for w in below.get(clause, ()) if relations[w] == "mark"]
    if (
        len(marks) == 1
        and forms[marks[0]] == "that"
        and marks[0] > 0
        and forms[marks[0] - 1].lower() not in BEFORE_THAT
    ):
        relations[clause] = "ccomp"


def _hang_worth(worth: int, below: Children, upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Hang "worth" on the noun before it, and that on its verb: "has hoarded chips worth $3 billion"."""
    noun = worth - 1
    if (
        noun < 1
        or upos[noun] not in ("NOUN", "PROPN")
        or heads[noun] != worth
        or any(relations[c] == "cop" for c in below.get(worth, ()))
    ):
        return
    verb = next((w for w in range(noun - 1, max(noun - WORTH_REACH, -1), -1) if upos[w] == "VERB"), None)
    if (
        verb is None
        or verb in below.get(worth, ())
        or any(relations[c] == "obj" and c < worth for c in below.get(verb, ()))
    ):
        return
    if noun in _above(verb, heads) or worth in _above(verb, heads):
        return
    for word in [c for c in below.get(verb, ()) if c > worth and relations[c] == "obj"]:
        heads[word], relations[word] = worth, "obj"
    heads[noun], relations[noun] = verb, "obj"
    heads[worth], relations[worth] = noun, "amod"


def _part_objects(verb: int, below: Children, upos: list[str], relations: list[str]) -> None:
    """Of two objects side by side the first is whom it is done for: "sold Ostria 40 trucks"."""
    objects = [w for w in below.get(verb, ()) if relations[w] == "obj" and w > verb]
    if len(objects) != 2 or any(relations[w] == "iobj" for w in below.get(verb, ())):
        return
    first, second = objects
    counted = any(relations[c] in ("nummod", "case") for c in below.get(first, ()))
    if not counted and not any(upos[w] in ("PUNCT", "CCONJ", "ADP") for w in range(first + 1, second)):
        relations[first] = "iobj"


def _take_subject(verb: int, below: Children, heads: list[int], relations: list[str]) -> None:
    """Give a clause the subject between its conjunction and its verb: "he wants shells, while the North seeks help"."""
    own = below.get(verb, ())
    marks = [w for w in own if relations[w] == "mark" and w < verb]
    if not marks or any(relations[w].startswith("nsubj") for w in own):
        return
    above = _above(verb, heads)
    for word in range(marks[-1] + 1, verb):
        if relations[word].startswith("nsubj") and not marks[-1] < heads[word] <= verb and word not in above:
            below[heads[word]].remove(word)
            below.setdefault(verb, []).append(word)
            heads[word] = verb


def _name_subject(verb: int, below: Children, upos: list[str], relations: list[str]) -> None:
    """Take for the subject of a clause that has none a name right before its verb without a preposition: "Pryde City
    sold"."""
    own = below.get(verb, ())
    if any(relations[w].startswith(("nsubj", "csubj", "expl", "mark")) for w in own):
        return
    name = next((w for w in own if relations[w] == "obl" and upos[w] == "PROPN" and w < verb), None)
    if name is None or any(relations[c] in ("case", "punct") for c in below.get(name, ())):
        return
    if all(relations[w].startswith(("aux", "advmod", "flat")) for w in range(name + 1, verb)):
        passive = any(relations[w] == "aux:pass" for w in own)
        relations[name] = "nsubj:pass" if passive else "nsubj"


def _part_joined(verb: int, below: Children, upos: list[str], heads: list[int], relations: list[str]) -> None:
    """Give joined verbs their own words: in "Four have died since May and 63 have fallen ill" trees confuse the two.

    A subject of the second verb that stands before the first is the first's, and so is what stands before the "and"
    with a preposition; the noun between "and" and the second verb's auxiliary, taken for one more item of the phrase
    before, is the second's.
    """
    first, own = heads[verb], below.get(verb, ())
    subjects = [w for w in own if relations[w].startswith("nsubj")]
    if not any(relations[w].startswith("nsubj") for w in below.get(first, ())):
        for word in [w for w in subjects if w < first]:
            heads[word] = first
            subjects.remove(word)
    joined = next((w for w in own if relations[w] == "cc" and first < w < verb), verb)
    for word in own:
        if first < word < joined and any(relations[c] == "case" for c in below.get(word, ())):
            heads[word], relations[word] = first, "obl"
            subjects = [w for w in subjects if w != word]
    helpers = [w for w in own if relations[w].startswith(("aux", "cop")) and first < w < verb]
    noun = min(helpers, default=0) - 1
    if (
        subjects
        or noun <= first
        or upos[noun] not in ("NUM", "NOUN", "PROPN")
        or relations[noun] != "conj"
        or heads[noun] >= noun
    ):
        return
    joint = [w for w in below.get(noun, ()) if relations[w] == "cc" and w < noun]
    if joint and _above(verb, heads).isdisjoint({noun, *joint}):  # else the tree would turn into a ring
        heads[noun], relations[noun] = verb, "nsubj"
        for word in joint:
            heads[word] = verb


def _above(word: int, heads: list[int]) -> set[int]:
    """Return all words that stand above one in its tree."""
    found: set[int] = set()
    while heads[word] != word:
        word = heads[word]
        found.add(word)
    return found
