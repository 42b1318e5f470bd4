"""Repairs of what hangs on nouns and names, and of which of two objects is whose."""

from __future__ import annotations

from collections.abc import Iterable

from crossread.languages.en.number_words import SCALES
from crossread.languages.tables import words
from crossread.model_runtime.repairs.tree import NOMINAL, SUBJECTS, Tree

_BEFORE_NOUN = ("amod", "compound")
_MARKS_OF_OWNER = ("'s", "’s", "'", "’")
_BODIES = (("descriptions", "organisation"), ("descriptions", "place"))
_PEOPLE = (("nouns", "person"), ("descriptions", "person"))
_MAKING = ("make", "makes", "made", "making")
_WORTH_REACH = 6  # words before what is worth so much in which its verb is looked for


def mend_names(forms: list[str], upos: list[str], sentences: list[tuple[int, int]]) -> None:
    """Tag as a proper noun what stands alone with a capital inside a sentence: unknown names are taken for nouns."""
    for low, high in sentences:
        for i in range(low + 1, high):
            capital = upos[i] == "NOUN" and forms[i].istitle() and forms[i].isalpha() and len(forms[i]) > 1
            if capital and forms[i - 1].islower() and (i + 1 == high or not forms[i + 1][0].isupper()):
                upos[i] = "PROPN"


def hang_worth(tree: Tree, worth: int) -> None:
    """Hang "worth" on the noun before it, and that on its verb: "has hoarded chips worth $3 billion"."""
    noun = worth - 1
    if tree.upos[noun] not in NOMINAL or tree.heads[noun] != worth or tree.dependents(worth, "cop"):
        return
    verb = next((w for w in range(noun - 1, max(noun - _WORTH_REACH, -1), -1) if tree.upos[w] == "VERB"), None)
    if verb is None or not tree.ancestors(verb).isdisjoint({noun, worth}):
        return
    objects = tree.dependents(verb, "obj")
    if not any(w < worth for w in objects):
        for word in objects:
            tree.attach(word, worth)
        tree.attach(noun, verb, "obj")
        tree.attach(worth, noun, "amod")


def hang_no(tree: Tree, no: int) -> None:
    """Hang "no" on what it compares, not on what is counted: "no more than five workers" are not no workers."""
    if tree.forms[no + 2 : no + 3] == ["than"] and no not in tree.ancestors(no + 1):
        tree.attach(no, no + 1, "advmod")
        tree.upos[no] = "ADV"


def turn_owner(tree: Tree, mark: int) -> None:
    """Hang an owner on what it owns, not the other way round: "Ito's reported plans"."""
    owner = tree.heads[mark]
    owned = next((w for w in tree.dependents(owner, "appos") if w > mark and tree.upos[w] == "NOUN"), None)
    if owned is None or owner > mark:
        return
    if not any(tree.upos[w] in ("PUNCT", "VERB") and tree.relations[w] != "amod" for w in range(mark + 1, owned)):
        tree.replace(owned, owner, "nmod:poss")


def split_town_and_count(tree: Tree, of: int) -> None:
    """Part "the town of Arle" from what it was sent, "30 pumps", where the tree has the pumps behind the "of"."""
    town, name, number = of - 1, of + 1, of + 1
    while tree.upos[number : number + 1] == ["PROPN"]:
        number += 1
    item, verb = number + 1, tree.heads[town]
    if number == name or tree.upos[number : item + 1] != ["NUM", "NOUN"]:
        return
    is_object = (tree.upos[town], tree.relations[town]) == ("NOUN", "obj")
    if not is_object or (tree.heads[item], tree.relations[item]) not in ((verb, "obj"), (town, "nmod")):
        return
    if tree.ancestors(town).isdisjoint(range(of, item)):  # else the tree would turn into a ring
        tree.relations[town] = "iobj"
        tree.attach(item, verb, "obj")
        tree.attach(number, item, "nummod")
        tree.attach(name, town, "nmod")
        tree.attach(of, name, "case")
        for word in range(name + 1, number):
            tree.attach(word, name, "flat")


def split_name_and_count(tree: Tree, number: int) -> None:
    """Give a number that ends a name to the object behind it, which it counts: "sent Arle 30 pumps"."""
    name, item = tree.heads[number], number + 1
    if tree.relations[name] == "iobj" and item in tree.dependents(tree.heads[name], "obj"):
        if tree.upos[item] == "NOUN":
            tree.attach(number, item, "nummod")


def hang_on_name(tree: Tree, part: int) -> None:
    """Hang on a name's first word what stands before the name and trees hang on a later one: "in Port Arle"."""
    name = tree.heads[part]
    for word in [w for w in tree.children[part] if w < name]:
        tree.attach(word, name)


def split_objects(tree: Tree, verb: int) -> None:
    """Of two objects side by side the first is whom it is done for: "sold Ostria 40 trucks"."""
    objects = [w for w in tree.dependents(verb, "obj") if w > verb]
    if len(objects) != 2 or tree.dependents(verb, "iobj") or tree.dependents(objects[0], "nummod", "case"):
        return
    if not any(tree.upos[w] in ("PUNCT", "CCONJ", "ADP") for w in range(objects[0] + 1, objects[1])):
        tree.relations[objects[0]] = "iobj"


def name_within_phrase(tree: Tree, name: int) -> None:
    """Hang on its noun what stands between that and its "its": "sold its Vesta 9 package" is sold to no Vesta."""
    things = [w for w in tree.dependents(tree.heads[name], "obj") if w > name]
    if things and any(w < name for w in tree.dependents(things[0], "det", "nmod:poss")):
        tree.attach(name, things[0], "compound")


def describe_object(tree: Tree, noun: int) -> None:
    """Hang on a name what it is called right before it: "signed veteran Joe Orr" gives no veteran a man.

    One person has an article where he is no title, and several may be given something: "taught pupils Latin".
    """
    name = noun + 1
    if name not in tree.dependents(tree.heads[noun], "obj") or tree.upos[name] != "PROPN" or tree.children[noun]:
        return
    called = tree.forms[noun].lower() in words("descriptions", "person")
    if called and not tree.dependents(name, "det", "nmod:poss"):
        tree.attach(noun, name, "nmod:desc")


def join_subjects(tree: Tree, first: int) -> None:
    """Make one name of two that stand side by side as subjects of one verb: "Chipmaker Nexa was bought"."""
    last = first + 1
    if last < len(tree.heads) and tree.upos[last] == "PROPN" and tree.heads[last] == tree.heads[first]:
        if tree.relations[last] == tree.relations[first]:
            tree.attach(first, last, "compound")


def hang_name_on_subject(tree: Tree, name: int) -> None:
    """Hang on the subject right before it a name that trees hang on a noun behind the verb: no apposition comes
    first."""
    subject, head = name - 1, tree.heads[name]
    is_subject = name and tree.upos[subject] in NOMINAL and tree.relations[subject] in SUBJECTS
    if is_subject and name < tree.heads[subject] < head and tree.ancestors(subject).isdisjoint({name}):
        tree.attach(name, subject)


def hang_teller(tree: Tree, noun: int) -> None:
    """Hang on its clause whom "according to" brings: what has a preposition before it is no apposition."""
    if not any(tree.forms[w].lower() == "according" for w in tree.dependents(noun, "case")):
        return
    clause = tree.heads[noun]
    while tree.upos[clause] != "VERB" and not tree.dependents(clause, "cop") and tree.heads[clause] != clause:
        clause = tree.heads[clause]
    tree.attach(noun, clause, "obl")


def plain_noun_before_name(tree: Tree, name: int) -> None:
    """Take for a noun what a firm is, where only the beginning of a sentence gives it a capital: "Retailer Nexa"."""
    firm = tree.heads[name]
    if firm == name - 1 and tree.upos[firm] == "PROPN" and tree.forms[firm].istitle():
        if tree.forms[firm].lower() in words("descriptions", "organisation"):
            tree.upos[firm] = "NOUN"


def hang_charge(tree: Tree, verb: int) -> None:
    """Hang on the verb what somebody is accused of: "accused the director of neglect", no "director of neglect".

    Of several the last is the charge; where there is one, it has no article, as "the museum" has whose director he is.
    """
    accused = next((w for w in tree.dependents(verb, "obj") if w > verb), None)
    if accused is None:
        return
    behind = [w for w in sorted(tree.descendants(accused)) if w > accused and tree.relations[w] == "nmod"]
    led = [w for w in behind if any(tree.forms[c] == "of" for c in tree.dependents(w, "case"))]
    charge = led[-1] if led else None
    if charge is None or tree.upos[charge] != "NOUN":
        return
    if len(led) > 1 or not tree.dependents(charge, "det", "nmod:poss"):
        tree.attach(charge, verb, "obl")


def describe_name(tree: Tree, noun: int) -> None:
    """Take for what a name is a noun behind its comma that no "and" lists with it: "hired Blackgate, a security
    firm,"."""
    name = tree.heads[noun]
    between = tree.forms[name + 1] == "," and not any(tree.upos[w] == "PROPN" for w in range(name + 1, noun))
    one = any(tree.forms[w] in ("a", "an") for w in tree.dependents(noun, "det"))
    listed = [name, *tree.dependents(name, "conj")]
    if name < noun and tree.upos[name] == "PROPN" and between and one and len(listed) == 2:
        if not any(tree.dependents(w, "cc") for w in listed):
            tree.relations[noun] = "appos"


def hang_title(tree: Tree, title: int) -> None:
    """Hang a trade on the name behind it, which has a family name of its own: "Cook Dan Pell" is no family Cook.

    Trees take the trade for the head where it is written like a name.
    """
    name = title + 1
    if name not in tree.dependents(title, "flat") or name + 1 not in tree.dependents(name, "flat"):
        return
    if tree.forms[title].lower() in words("nouns", "person"):
        tree.replace(name, title, "nmod:desc")
        for word in [w for w in tree.children[title] if w > name or tree.relations[w] not in _BEFORE_NOUN]:
            tree.attach(word, name)


def hang_name(tree: Tree, name: int) -> None:
    """Hang a person's name on the noun that is the person: "the mayor of Varn, Ann Orr", not "Varn, Ann Orr".

    A name that goes on in a flat word is a person's, and no person is a place or a body with a name of its own.
    """
    place = tree.heads[name]
    noun = tree.heads[place]
    if not noun < place < name or (tree.relations[place], tree.upos[place]) != ("nmod", "PROPN"):
        return
    described = any(w < noun for w in tree.dependents(noun, "det", "nmod:poss", "compound", "amod"))
    if described and tree.upos[noun] == "NOUN" and name + 1 in tree.dependents(name, "flat"):
        tree.attach(name, noun)


def offer_made_to(tree: Tree, offer: int) -> None:
    """Let somebody be made an offer, and not be one: "made goalkeeper Joe Orr an offer"."""
    verb = tree.heads[offer]
    objects = [word for word in tree.dependents(verb, "obj") if word < offer]
    if tree.forms[verb].lower() in _MAKING and objects and tree.dependents(offer, "det"):
        tree.relations[objects[-1]] = "iobj"
        tree.attach(offer, verb, "obj")


def name_before_sum(tree: Tree, name: int) -> None:
    """Take for whom a sum is given the name before it: one that trees take for a sign of money ("will give Sula 2
    billion euros"), or on which they hang the sum's number in words ("lent Osk 40 million euros")."""
    noun = name + 1
    while tree.upos[noun : noun + 1] == ["NUM"]:
        noun += 1
    is_name = tree.forms[name].istitle() and tree.forms[name].isalpha()
    if not is_name or noun == name + 1 or tree.upos[noun : noun + 1] != ["NOUN"] or tree.relations[noun] != "obj":
        return
    verb = tree.heads[noun]
    given = tree.forms[verb].lower() in words("exchange", "giving_forms") and tree.forms[noun - 1] in SCALES
    if verb < name and tree.heads[name] in (verb, noun) and (tree.upos[name] == "SYM" or given):
        tree.upos[name] = "PROPN"
        tree.attach(name, verb, "iobj")
        for number in tree.dependents(name, "nummod"):
            tree.attach(number, noun)


def noun_of_phrase(tree: Tree, noun: int) -> None:
    """Take for a phrase of its own what has an "of" or a "for": "the coach of champion Ada Lind" is not she."""
    trades = [w for w in tree.dependents(noun, "nmod:desc", "compound", "amod") if w == noun - 1]
    led = any(tree.forms[w] in ("of", "for") and w < noun for w in tree.dependents(noun, "case"))
    if led and trades and tree.heads[noun] < noun and tree.upos[tree.heads[noun]] in NOMINAL:
        if _is_trade(tree, trades[0]):
            tree.relations[noun] = "nmod"


def name_behind_its_trade(tree: Tree, name: int) -> None:
    """Hang on what somebody is a name taken for a second subject: "The father of rider Felix Brill said so".

    The name is that of the rider, and it is the father who speaks; nor is it beside "the father".
    """
    trade, above = name - 1, tree.heads[name]
    if name == 0 or (tree.upos[trade], tree.relations[trade]) != ("NOUN", "nmod") or not _is_trade(tree, trade):
        return
    if name in tree.ancestors(trade):
        return
    doer = above if tree.relations[name] == "appos" else next(iter(tree.dependents(above, *SUBJECTS)), name)
    if doer < trade and tree.upos[doer] == "NOUN" and doer in tree.ancestors(trade):
        tree.replace(name, trade, "nmod:desc")
        for word in tree.dependents(trade, "case", "det", "amod", "nmod:poss"):
            tree.attach(word, name)


def owner_before_subject(tree: Tree, name: int) -> None:
    """Take for an owner a name taken for a second subject before its "'s": "Mayor Uta Brenn's deputy said so"."""
    verb, mark = tree.heads[name], name + 1
    while mark in tree.dependents(name, "flat"):
        mark += 1
    owned = [w for w in tree.dependents(verb, *SUBJECTS) if mark < w < verb]
    if not owned or tree.forms[mark] not in _MARKS_OF_OWNER or not tree.ancestors(mark).isdisjoint(owned):
        return
    if mark in tree.ancestors(name):
        return
    if all(tree.heads[w] == owned[0] for w in range(mark + 1, owned[0])):
        tree.attach(name, owned[0], "nmod:poss")
        tree.attach(mark, name, "case")


def _is_trade(tree: Tree, noun: int) -> bool:
    """Say whether a noun is what one person is: "rider", not "riders"."""
    form = tree.forms[noun].lower()
    return form in words("nouns", "person") or form in words("descriptions", "person")


def person_before_who(tree: Tree, verb: int) -> None:
    """Hang a clause with "who" on the person before it, not on his body: "the head of the bank who gave the loan".

    Several may be meant themselves: "the lawyer of the firms who sued".
    """
    body = tree.heads[verb]
    person = tree.heads[body]
    asked = any(tree.forms[word] == "who" for word in tree.dependents(verb, *SUBJECTS))
    behind = asked and tree.relations[body] == "nmod" and tree.upos[body] == "NOUN"
    one = any(tree.forms[body].lower() in words(*own) for own in _BODIES)
    if behind and one and not _is_of(tree.forms[body], _PEOPLE) and _is_of(tree.forms[person], _PEOPLE):
        tree.attach(verb, person)


def _is_of(form: str, lists: Iterable[tuple[str, str]]) -> bool:
    """Say whether a noun, one or many, is in one of the lists of a table."""
    word = form.lower()
    return any({word, word.removesuffix("s"), word.removesuffix("ies") + "y"} & words(*one) for one in lists)
