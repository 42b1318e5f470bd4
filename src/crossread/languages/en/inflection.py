"""English verb forms -> base form, by the spelling rules of -s, -ed and -ing; written from the rules of orthography."""

from __future__ import annotations

import re

_KEEP_DOUBLE = re.compile(r"(?:ll|ss|zz|ff|^add|^err|^butt)$")
# Stems that lost an "e", by their ending; the words in the first group are exceptions that never had one.
_NO_E = re.compile(
    r"(?:(?:ai|au|ea|ee|ei|ie|oa|oi|oo|ou)[dklmnprt]|focus|bias|canvas|pilot|ballot|pivot|develop|gallop|envelop|"
    r"monitor|sponsor|favor|honor|labor|author|"
    r"censor|tailor|anchor|mentor|harbor|harvest|murmur|combat|format|visit|edit|limit|profit|exit|benefit|deposit|"
    r"inherit|prohibit|credit|audit|"
    r"[^aeiou]ing|^ing|[^rlhc]ang|ong|signal|appeal|patrol|equal|total|rival|[^aeiou]ew|open)$"
)
_E = re.compile(
    r"(?:[cvz]|[^o]u|[aeioulnrpb]s|[aeiuodr]g|[rlh]ang|[lv]eng|lung|[^eo]at|(?:inv|^c|un|exc|ign|rec|inc|wr|b)it|"
    r"(?:trib|exec|comp|disp|secut|stit|poll|dil|sal|comm|refut)t?|"
    r"(?:trib|exec|comp|disp|sec|stit|poll|dil|sal|ref)ut|[^o]ur|[^a]ir|(?:expl|ign|rest|st|sc|ad|impl|depl|b)or|"
    r"[^eou]ar|(?:interf|adh|coh|persev)er|[^aou]in|"
    r"(?:postp|ph|cond|cl)on|(?:interv|conv)en|(?:t|pr)un|[^eo]am|[^a]im|com|um|(?:cons|parol)ol?|(?:^sc|imp)al|"
    r"[^ao]il|schedul|ridicul|capsul|^rul|ib|^creat|^recreat|"
    r"[bpdtfgkczs]l|[^ao]id|[^eo]ad|[^e]ed|[^o]od|[^oa]ud|[^eo]ak|ik|[^o]ok|[^eo]ap|(?:^w|^p|^r)ip|(?:^h|^c|sc|^sl|"
    r"^r)op|(?:del|comp|compl|depl)et|[^o]ot|"
    r"(?:^br|^b|cl|so)oth|[^aeiou]ap)$"
)


def base_form(form: str) -> str:
    """Return the base form of a regular verb form in lower case; other forms come back as they are."""
    if len(form) > 4 and form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith("eed"):
        return form[:-1] if form.endswith(("greed", "creed", "freed", "teed")) else form
    if form.endswith(("icked", "icking")) and form.startswith(("panic", "mimic", "traffic", "frolic", "politic")):
        return form[: form.rindex("ck") + 1]
    if re.search(r"(?:ch|sh|ss|x|zz|o)es$", form):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 3:
        return form[:-1]
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            return _restore(form[: -len(ending)], ending)
    return form


def _restore(stem: str, ending: str) -> str:
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if not re.search(r"[aeiouy]", stem):
        return stem + ending
    if ending == "ed" and stem.endswith("e"):
        return stem  # "agreed": the stem ends in the verb's own e
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        return stem if _KEEP_DOUBLE.search(stem) else stem[:-1]
    if _NO_E.search(stem) and stem not in ("creat", "recreat"):
        return stem
    return stem + "e" if _E.search(stem) else stem


def singular(noun: str) -> str:
    """Return the singular of a regular noun in lower case; other forms come back as they are."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if len(noun) > 3 and noun.endswith("s") and not noun.endswith("ss") else noun
