"""Each repair of a predicted tree by name, with a tree that it mends; what only looks like one stays as it is.

A tree is written as in `tests/grammar`: word/part of speech/relation/number of the head. Beside it stand the words that are
others once it is mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.model_runtime import repairs
from crossread.model_runtime.repairs import REPAIRS, mend_names, mend_tree

EXAMPLES = [
    (
        "words-of-auxiliary",
        "They/PRON/nsubj/1 said/VERB/root/1 that/SCONJ/mark/4 Orr/PROPN/nsubj/4 had/AUX/aux/5 drunk/ADJ/ccomp/1",
        "that/SCONJ/mark/5 Orr/PROPN/nsubj/5",
    ),
    (
        "no-before-comparison",
        "No/DET/det/4 more/ADJ/advmod/3 than/ADP/fixed/1 five/NUM/nummod/4 workers/NOUN/nsubj/5 fell/VERB/root/5",
        "No/ADV/advmod/1",
    ),
    (
        "object-before-complement",
        "Critics/NOUN/nsubj/1 called/VERB/root/1 the/DET/det/3 mayor/NOUN/nsubj/4 careless/ADJ/xcomp/1",
        "mayor/NOUN/obj/1",
    ),
    (
        "teller-as-appositive",
        "He/PRON/nsubj/1 met/VERB/root/1 Brandt/PROPN/obj/1 ,/PUNCT/punct/6 according/VERB/case/6 to/ADP/fixed/4 police/NOUN/appos/2",
        "police/NOUN/obl/1",
    ),
    (
        "object-of-infinitive",
        "There/PRON/expl/1 is/VERB/root/1 little/ADJ/nsubj/1 to/PART/mark/4 back/VERB/acl/2 the/DET/det/6 theory/NOUN/nsubj/1",
        "theory/NOUN/obj/4",
    ),
    (
        "toll-in-headline",
        "Three/NUM/nummod/4 dead/ADJ/amod/4 ,/PUNCT/punct/1 nine/NUM/nummod/4 hurt/NOUN/root/4 in/ADP/case/6 Arle/PROPN/obl/4",
        "Three/NUM/nsubj/1 dead/ADJ/root/1 ,/PUNCT/punct/4 nine/NUM/nsubj:pass/4 hurt/VERB/parataxis/1",
    ),
    (
        "toll-in-headline",
        "Police/NOUN/nsubj/1 say/VERB/root/1 57/NUM/obj/1 dead/ADJ/amod/2 in/ADP/case/5 blast/NOUN/obl/3",
        "57/NUM/nsubj/3 dead/ADJ/ccomp/1",
    ),
    (
        "object-behind-joined-verb",
        "It/PRON/nsubj/1 killed/VERB/root/1 12/NUM/nummod/3 men/NOUN/obj/1 and/CCONJ/cc/5 wounded/VERB/conj/1 31/NUM/nummod/7 others/NOUN/conj/3",
        "others/NOUN/obj/5",
    ),
    (
        "object-behind-joined-verb",
        "It/PRON/nsubj/1 killed/VERB/root/1 9/NUM/nummod/3 men/NOUN/obj/1 ,/PUNCT/punct/7 wounded/VERB/amod/7 22/NUM/nummod/7 others/NOUN/conj/3",
        ",/PUNCT/punct/5 wounded/VERB/conj/1 others/NOUN/obj/5",
    ),
    (
        "object-behind-verb",
        "It/PRON/nsubj/1 agreed/VERB/root/1 to/PART/mark/3 buy/VERB/xcomp/1 Varn/PROPN/compound/5 Optics/PROPN/obl/3 for/ADP/case/7 cash/NOUN/obl/3",
        "Optics/PROPN/obj/3",
    ),
    (
        "object-behind-verb",
        "It/PRON/nsubj/1 plans/VERB/ccomp/7 to/PART/mark/3 take/VERB/xcomp/1 over/ADP/compound:prt/3 Varn/PROPN/ccomp/7 ,/PUNCT/punct/1 says/VERB/root/7",
        "Varn/PROPN/obj/3",
    ),
    (
        "object-behind-verb",
        "It/PRON/nsubj/1 agreed/VERB/root/1 to/PART/mark/3 buy/VERB/xcomp/1 Varn/PROPN/iobj/3 for/ADP/case/6 cash/NOUN/obl/3",
        "Varn/PROPN/obj/3",
    ),
    (
        "change-before-teller",
        "Orsk/PROPN/nsubj/1 exports/VERB/ccomp/8 to/ADP/case/5 slump/VERB/advcl/1 20/NUM/nummod/5 percent/NOUN/obl/1 ,/PUNCT/punct/1 bank/NOUN/nsubj/8 says/VERB/root/8",
        "Orsk/PROPN/compound/1 exports/NOUN/nsubj/3 to/PART/mark/3 slump/VERB/ccomp/8 percent/NOUN/obl/3 ,/PUNCT/punct/3",
    ),
    (
        "verdict-behind-claim",
        "Orr/PROPN/nsubj/1 rated/VERB/root/1 the/DET/det/3 claim/NOUN/obj/1 that/SCONJ/mark/7 he/PRON/nsubj/7 had/AUX/aux/7 left/VERB/acl/3 false/ADJ/xcomp/7 ./PUNCT/punct/1",
        "false/ADJ/xcomp/1",
    ),
    (
        "worth-of-object",
        "It/PRON/nsubj/1 hoarded/VERB/root/1 chips/NOUN/compound/3 worth/ADJ/advcl/1 $/SYM/obj/1 3/NUM/nummod/4",
        "chips/NOUN/obj/1 worth/ADJ/amod/2 $/SYM/obj/3",
    ),
    (
        "of-whom-it-is-thought",
        "Three/NUM/nummod/1 miners/NOUN/nsubj/2 feared/VERB/root/2 to/PART/mark/5 have/AUX/aux/5 drowned/VERB/xcomp/2",
        "miners/NOUN/nsubj:pass/2",
    ),
    (
        "owner-of-appositive",
        "Critics/NOUN/nsubj/1 read/VERB/root/1 Ito/PROPN/obj/1 's/PART/case/2 reported/VERB/amod/5 plans/NOUN/appos/2",
        "Ito/PROPN/nmod:poss/5 plans/NOUN/obj/1",
    ),
    (
        "count-behind-town",
        "We/PRON/nsubj/1 sent/VERB/root/1 the/DET/det/3 town/NOUN/obj/1 of/ADP/case/8 Port/PROPN/compound/8 Arle/PROPN/flat/5 30/NUM/nummod/8 pumps/NOUN/nmod/3",
        "town/NOUN/iobj/1 of/ADP/case/5 Port/PROPN/nmod/3 pumps/NOUN/obj/1",
    ),
    (
        "predicate-before-to",
        "Link/NOUN/root/0 due/ADJ/case/3 to/ADP/fixed/1 open/NOUN/nmod/0 in/ADP/case/5 spring/NOUN/nmod/0",
        "Link/NOUN/nsubj/1 due/ADJ/root/1 to/PART/mark/3 open/VERB/xcomp/1 spring/NOUN/obl/3",
    ),
    (
        "predicate-before-to",
        "Venn/PROPN/root/0 feared/VERB/acl/0 to/PART/mark/4 have/VERB/xcomp/1 lost/VERB/xcomp/3 ships/NOUN/obj/1",
        "Venn/PROPN/nsubj:pass/1 feared/VERB/root/1 have/AUX/aux/4 lost/VERB/xcomp/1 ships/NOUN/obj/4",
    ),
    (
        "count-in-name",
        "We/PRON/nsubj/1 sent/VERB/root/1 Arle/PROPN/iobj/1 30/NUM/flat/2 pumps/NOUN/obj/1",
        "30/NUM/nummod/4",
    ),
    (
        "name-before-sum",
        "They/PRON/nsubj/1 lent/VERB/root/1 Arvin/SYM/obj/1 40/NUM/compound/4 million/NUM/nummod/2 dollars/NOUN/obj/1",
        "Arvin/PROPN/iobj/1 40/NUM/compound/4 million/NUM/nummod/5",
    ),
    (
        "name-behind-its-trade",
        "The/DET/det/1 wife/NOUN/nsubj/6 of/ADP/case/3 skipper/NOUN/nmod/1 Jon/PROPN/nsubj/6 Holt/PROPN/flat/4 wept/VERB/root/6",
        "of/ADP/case/4 skipper/NOUN/nmod:desc/4 Jon/PROPN/nmod/1",
    ),
    (
        "name-behind-its-trade",
        "The/DET/det/1 agent/NOUN/nsubj/7 for/ADP/case/4 the/DET/det/4 singer/NOUN/nmod/1 Ida/PROPN/appos/1 Moe/PROPN/flat/5 left/VERB/root/7",
        "for/ADP/case/5 the/DET/det/5 singer/NOUN/nmod:desc/5 Ida/PROPN/nmod/1",
    ),
    (
        "owner-before-subject",
        "Mayor/PROPN/nmod:desc/1 Uta/PROPN/nsubj/5 Brenn/PROPN/flat/1 's/PART/case/0 deputy/NOUN/nsubj/5 wept/VERB/root/5",
        "Uta/PROPN/nmod:poss/4 's/PART/case/1",
    ),
    (
        "claim-of-teller",
        "Reports/VERB/ccomp/9 that/SCONJ/mark/6 Lorne/PROPN/nsubj/6 had/AUX/aux/4 died/VERB/ccomp/0 were/AUX/cop/6 premature/ADJ/ccomp/9 ,/PUNCT/punct/6 she/PRON/nsubj/9 said/VERB/root/9",
        "Reports/NOUN/nsubj/6 that/SCONJ/mark/4 Lorne/PROPN/nsubj/4 died/VERB/acl/0",
    ),
    (
        "claim-of-teller",
        "He/PRON/nsubj/1 said/VERB/root/1 reports/VERB/obj/1 that/SCONJ/mark/6 kings/NOUN/nsubj/6 were/AUX/cop/6 ill/ADJ/ccomp/2 were/AUX/cop/8 untrue/ADJ/ccomp/2",
        "reports/NOUN/nsubj/8 ill/ADJ/acl/2 untrue/ADJ/ccomp/1",
    ),
    (
        "listener-behind-teller",
        "Lund/PROPN/nsubj/1 told/VERB/root/1 Beck/PROPN/nsubj/1 that/SCONJ/mark/5 he/PRON/nsubj/5 erred/VERB/ccomp/1",
        "Beck/PROPN/iobj/1",
    ),
    (
        "teller-behind-verb",
        "He/PRON/nsubj/2 was/AUX/cop/2 wrong/ADJ/ccomp/4 ,/PUNCT/punct/4 wrote/VERB/root/4 the/DET/det/6 columnist/NOUN/obj/4",
        "columnist/NOUN/nsubj/4",
    ),
    (
        "teller-behind-aside",
        "The/DET/det/1 leak/NOUN/nsubj:pass/7 ,/PUNCT/punct/1 said/VERB/root/3 Orvik/PROPN/nsubj:pass/7 ,/PUNCT/punct/1 was/AUX/aux:pass/7 caused/VERB/ccomp/3",
        "Orvik/PROPN/nsubj/3",
    ),
    (
        "noun-of-phrase",
        "The/DET/det/1 trainer/NOUN/nsubj/6 of/ADP/case/4 jockey/NOUN/nmod:desc/4 Ida/PROPN/appos/1 Moe/PROPN/flat/4 left/VERB/root/6",
        "Ida/PROPN/nmod/1",
    ),
    (
        "subject-before-content",
        "Varn/PROPN/compound/1 Town/PROPN/obj/4 on/ADP/case/3 Friday/PROPN/obl/4 denied/VERB/root/4 that/SCONJ/mark/8 Orr/PROPN/nsubj/8 had/AUX/aux/8 left/VERB/ccomp/4",
        "Town/PROPN/nsubj/4",
    ),
    (
        "subject-before-content",
        "The/DET/det/1 chamber/NOUN/obj/4 on/ADP/case/3 Friday/PROPN/obl/4 granted/VERB/root/4 the/DET/det/6 navy/NOUN/iobj/4 nine/NUM/nummod/8 boats/NOUN/obj/4",
        "chamber/NOUN/nsubj/4",
    ),
    (
        "name-within-phrase",
        "It/PRON/nsubj/1 sold/VERB/root/1 its/PRON/nmod:poss/5 Vesta/PROPN/iobj/1 9/NUM/nummod/5 package/NOUN/obj/1",
        "Vesta/PROPN/compound/5",
    ),
    (
        "description-of-object",
        "Arle/PROPN/nsubj/1 signed/VERB/root/1 goalkeeper/NOUN/iobj/1 Joe/PROPN/obj/1 Orr/PROPN/flat/3",
        "goalkeeper/NOUN/nmod:desc/3",
    ),
    (
        "two-words-of-subject",
        "Miner/PROPN/nsubj:pass/3 Orvik/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 bought/VERB/root/3",
        "Miner/PROPN/compound/1",
    ),
    (
        "name-on-subject",
        "the/DET/det/1 miner/NOUN/nsubj/3 Orvik/PROPN/appos/5 hired/VERB/root/3 a/DET/det/5 rival/NOUN/obj/3",
        "Orvik/PROPN/appos/1",
    ),
    (
        "noun-before-name",
        "Miner/PROPN/nsubj/2 Orvik/PROPN/appos/0 dug/VERB/root/2",
        "Miner/NOUN/nsubj/2",
    ),
    (
        "charge-of-accused",
        "Orr/PROPN/nsubj/1 accused/VERB/root/1 the/DET/det/3 head/NOUN/obj/1 of/ADP/case/5 waste/NOUN/nmod/3",
        "waste/NOUN/obl/1",
    ),
    (
        "charge-of-accused",
        "Orr/PROPN/nsubj/1 accused/VERB/root/1 the/DET/det/3 head/NOUN/obj/1 of/ADP/case/6 the/DET/det/6 mill/NOUN/nmod/3 of/ADP/case/8 waste/NOUN/nmod/6",
        "waste/NOUN/obl/1",
    ),
    (
        "description-of-name",
        "They/PRON/nsubj/1 hired/VERB/root/1 Orvik/PROPN/obj/1 ,/PUNCT/punct/5 a/DET/det/5 firm/NOUN/conj/2",
        "firm/NOUN/appos/2",
    ),
    (
        "name-before-sum",
        "It/PRON/nsubj/1 lent/VERB/root/1 Osk/SYM/compound/5 40/NUM/compound/4 million/NUM/nummod/2 euros/NOUN/obj/1",
        "Osk/PROPN/iobj/1 million/NUM/nummod/5",
    ),
    (
        "over-of-handing",
        "Osk/PROPN/nsubj/1 handed/VERB/root/1 over/ADP/case/4 20/NUM/nummod/4 tanks/NOUN/obj/1",
        "over/ADP/compound:prt/1",
    ),
    (
        "offer-made-to",
        "They/PRON/nsubj/1 made/VERB/root/1 Joe/PROPN/obj/1 Orr/PROPN/flat/2 an/DET/det/5 offer/NOUN/xcomp/1",
        "Joe/PROPN/iobj/1 offer/NOUN/obj/1",
    ),
    (
        "person-before-who",
        "the/DET/det/1 head/NOUN/nsubj/8 of/ADP/case/4 the/DET/det/4 bank/NOUN/nmod/1 who/PRON/nsubj/6 gave/VERB/acl:relcl/4 it/PRON/obj/6 left/VERB/root/8",
        "gave/VERB/acl:relcl/1",
    ),
    (
        "title-before-name",
        "and/CCONJ/cc/1 Cook/PROPN/nsubj/4 Dan/PROPN/flat/1 Pell/PROPN/flat/2 left/VERB/root/4",
        "and/CCONJ/cc/2 Cook/PROPN/nmod:desc/2 Dan/PROPN/nsubj/4",
    ),
    (
        "word-before-name",
        "It/PRON/nsubj/1 fell/VERB/root/1 in/ADP/case/4 Port/PROPN/obl/1 Arle/PROPN/flat/3",
        "in/ADP/case/3",
    ),
    (
        "count-before-participle",
        "Fire/NOUN/nsubj/1 guts/VERB/root/1 mill/NOUN/obj/1 in/ADP/case/4 Arle/PROPN/obl/7 ,/PUNCT/punct/7 40/NUM/flat/4 rescued/VERB/advcl/1",
        "Arle/PROPN/obl/1 40/NUM/nsubj/7",
    ),
    (
        "clause-of-count",
        "Ferry/NOUN/nsubj/1 hits/VERB/root/1 pier/NOUN/obj/1 off/ADP/case/4 Arle/PROPN/obl/1 ,/PUNCT/punct/7 40/NUM/nsubj/7 rescued/VERB/acl/4",
        "rescued/VERB/advcl/1",
    ),
    (
        "name-of-office-holder",
        "the/DET/det/1 mayor/NOUN/nsubj/7 of/ADP/case/3 Varn/PROPN/nmod/1 ,/PUNCT/punct/5 Ann/PROPN/appos/3 Orr/PROPN/flat/5 spoke/VERB/root/7",
        "Ann/PROPN/appos/1",
    ),
    (
        "first-of-two-subjects",
        "Lind/PROPN/nsubj/5 to/PART/mark/2 sue/VERB/xcomp/5 Varn/PROPN/obj/2 ,/PUNCT/punct/5 says/VERB/root/5 lawyer/NOUN/nsubj/5",
        "Lind/PROPN/nsubj/2 sue/VERB/ccomp/5",
    ),
    (
        "first-of-two-subjects",
        "Orvik/PROPN/nsubj/4 to/PART/mark/2 testify/VERB/ccomp/4 ,/PUNCT/punct/2 says/VERB/root/4 clerk/NOUN/iobj/4",
        "Orvik/PROPN/nsubj/2 clerk/NOUN/nsubj/4",
    ),
    (
        "teller-behind-teller",
        "It/PRON/nsubj/1 fell/VERB/ccomp/7 ,/PUNCT/punct/1 Orr/PROPN/nsubj/7 said/VERB/ccomp/7 ,/PUNCT/punct/4 aides/NOUN/appos/3 told/VERB/root/7 Lund/PROPN/iobj/7",
        "Orr/PROPN/nsubj/4 aides/NOUN/nsubj/7",
    ),
    (
        "teller-behind-quotation",
        "“/PUNCT/punct/2 She/PRON/nsubj/2 left/VERB/ccomp/7 ,/PUNCT/punct/2 ”/PUNCT/punct/2 the/DET/det/6 letter/NOUN/nsubj/2 said/VERB/root/7",
        "letter/NOUN/nsubj/7",
    ),
    (
        "teller-behind-plan",
        "Orvik/PROPN/nsubj/2 to/PART/mark/2 ban/VERB/acl/5 cars/NOUN/obj/2 -/PUNCT/punct/5 council/NOUN/root/5",
        "ban/VERB/root/2 council/NOUN/parataxis/2",
    ),
    (
        "plan-before-teller",
        "Bridge/NOUN/nmod/5 to/PART/mark/2 cut/VERB/acl/0 tolls/NOUN/obj/2 -/PUNCT/punct/5 mayor/NOUN/root/5",
        "Bridge/NOUN/nsubj/2 cut/VERB/ccomp/5",
    ),
    (
        "plan-in-headline",
        "Bank/NOUN/root/0 to/PART/mark/2 shed/VERB/acl/0 jobs/NOUN/obj/0",
        "Bank/NOUN/nsubj/2 shed/VERB/root/2 jobs/NOUN/obj/2",
    ),
    (
        "plan-in-headline",
        "Venn/PROPN/compound/1 steelworks/NOUN/root/1 to/PART/mark/4 be/AUX/aux:pass/4 sold/VERB/acl/1",
        "steelworks/NOUN/nsubj:pass/4 sold/VERB/root/4",
    ),
    (
        "verb-with-object",
        "Bank/NOUN/compound/1 hid/NOUN/root/1 losses/NOUN/obj/1",
        "Bank/NOUN/nsubj/1 hid/VERB/root/1",
    ),
    (
        "plan-in-headline",
        "Velmar/PROPN/root/0 to/PART/mark/2 sue/VERB/goeswith/0 Arle/PROPN/obj/2",
        "Velmar/PROPN/nsubj/2 sue/VERB/root/2",
    ),
    (
        "verb-before-its-object",
        "Exclusive/ADJ/amod/4 :/PUNCT/punct/4 Tarvik/PROPN/nsubj/3 hid/NOUN/compound/4 spill/NOUN/root/4",
        "Exclusive/ADJ/amod/3 :/PUNCT/punct/3 hid/VERB/root/3 spill/NOUN/obj/3",
    ),
    (
        "verb-between-nouns",
        "Storm/NOUN/nsubj/2 tears/NOUN/nsubj/2 roofs/NOUN/root/2 off/ADP/compound:prt/2 in/ADP/case/5 Arle/PROPN/obl/2",
        "Storm/NOUN/nsubj/1 tears/VERB/root/1 roofs/NOUN/obj/1 off/ADP/compound:prt/1 Arle/PROPN/obl/1",
    ),
    (
        "verb-with-subject",
        "a/DET/det/1 dam/NOUN/nsubj/2 burst/NOUN/ccomp/7 at/ADP/case/4 dawn/NOUN/nmod/2 ,/PUNCT/punct/7 it/PRON/nsubj/7 said/VERB/root/7",
        "burst/VERB/ccomp/7 dawn/NOUN/obl/2",
    ),
    (
        "content-clause",
        "They/PRON/nsubj/1 assess/VERB/root/1 with/ADP/case/3 confidence/NOUN/obl/1 that/SCONJ/mark/7 it/PRON/nsubj/7 is/AUX/cop/7 genuine/ADJ/advcl/1",
        "genuine/ADJ/ccomp/1",
    ),
    (
        "participle-of-subject",
        "The/DET/det/1 rules/NOUN/nsubj/2 announced/VERB/root/2 Thursday/PROPN/obl/2 would/AUX/aux/5 help/VERB/ccomp/2 shops/NOUN/obj/5 ./PUNCT/punct/2",
        "rules/NOUN/nsubj/5 announced/VERB/acl/1 help/VERB/root/5 ./PUNCT/punct/5",
    ),
    (
        "participle-of-subject",
        "The/DET/det/1 charges/NOUN/nsubj/5 announced/VERB/root/2 Monday/PROPN/obl/2 are/AUX/cop/5 false/ADJ/ccomp/2 ./PUNCT/punct/2",
        "announced/VERB/acl/1 false/ADJ/root/5 ./PUNCT/punct/5",
    ),
    (
        "belief-of-subject",
        "Orr/PROPN/nsubj/1 dropped/VERB/root/1 the/DET/det/3 claim/NOUN/obj/1 fearing/VERB/acl/3 losses/NOUN/obj/4",
        "fearing/VERB/advcl/1",
    ),
    (
        "verb-stirred-by-claim",
        "The/DET/det/1 claim/NOUN/root/1 that/SCONJ/mark/6 it/PRON/nsubj/6 would/AUX/aux/6 close/ADV/advmod/6 angered/VERB/acl/1 farmers/NOUN/obj/6 ./PUNCT/punct/1",
        "claim/NOUN/nsubj/6 that/SCONJ/mark/5 it/PRON/nsubj/5 would/AUX/aux/5 close/VERB/acl/1 angered/VERB/root/6 ./PUNCT/punct/6",
    ),
    (
        "verb-stirred-by-claim",
        "Rumours/NOUN/obj/8 that/SCONJ/mark/4 banks/NOUN/nsubj/4 had/AUX/aux/4 lied/VERB/acl/0 alarmed/VERB/amod/6 Arle/PROPN/obl/4 Orr/PROPN/nsubj/8 said/VERB/root/8",
        "Rumours/NOUN/nsubj/5 alarmed/VERB/ccomp/8 Arle/PROPN/obj/5",
    ),
    (
        "verb-stirred-by-claim",
        "The/DET/det/1 claim/NOUN/obj/10 that/SCONJ/mark/6 it/PRON/nsubj/5 would/AUX/aux/5 close/VERB/acl/1 angered/VERB/acl/1 farmers/NOUN/obj/5 ,/PUNCT/punct/1 Orr/PROPN/nsubj/10 said/VERB/root/10",
        "claim/NOUN/nsubj/6 that/SCONJ/mark/5 angered/VERB/ccomp/10 farmers/NOUN/obj/6 ,/PUNCT/punct/6",
    ),
    (
        "recipient-before-object",
        "Velland/PROPN/nsubj/1 sold/VERB/root/1 Ostria/PROPN/obj/1 40/NUM/nummod/4 trucks/NOUN/obj/1",
        "Ostria/PROPN/iobj/1",
    ),
    (
        "subject-behind-mark",
        "he/PRON/nsubj/1 wants/VERB/root/1 shells/NOUN/obj/1 while/SCONJ/mark/5 Ostria/PROPN/nsubj/1 seeks/VERB/advcl/1 help/NOUN/obj/5",
        "Ostria/PROPN/nsubj/5",
    ),
    (
        "name-before-verb",
        "Pryde/PROPN/obl/2 City/PROPN/flat/0 sold/VERB/root/2 three/NUM/nummod/4 players/NOUN/obj/2",
        "Pryde/PROPN/nsubj/2",
    ),
    (
        "owner-across-verb",
        "Bellmoor/PROPN/compound/1 Chemicals/PROPN/nmod:poss/7 has/AUX/aux/3 paid/VERB/root/3 9/NUM/nummod/5 crowns/NOUN/obj/3 to/ADP/case/7 families/NOUN/obl/3",
        "Chemicals/PROPN/nsubj/3",
    ),
    (
        "verb-with-clause",
        "The/DET/det/2 dam/NOUN/compound/2 burst/NOUN/root/2 as/SCONJ/mark/6 it/PRON/nsubj/6 had/AUX/aux/6 threatened/VERB/advcl/2",
        "dam/NOUN/nsubj/2 burst/VERB/root/2",
    ),
    (
        "verb-with-clause",
        "The/DET/det/2 log/NOUN/compound/2 records/NOUN/root/2 ,/PUNCT/punct/6 as/SCONJ/mark/6 clerks/NOUN/nsubj/6 do/VERB/advcl/2",
        "log/NOUN/nsubj/2 records/VERB/root/2",
    ),
    (
        "verb-that-judges-claim",
        "Claims/VERB/root/0 that/SCONJ/mark/4 wells/NOUN/nsubj:pass/4 were/AUX/aux:pass/4 poisoned/VERB/ccomp/0 are/AUX/cop/6 false/ADJ/parataxis/0 ./PUNCT/punct/0",
        "Claims/NOUN/nsubj/6 poisoned/VERB/acl/0 false/ADJ/root/6 ./PUNCT/punct/6",
    ),
    (
        "verb-that-judges-claim",
        "The/DET/det/1 claim/NOUN/obj/10 that/SCONJ/mark/5 it/PRON/nsubj/5 had/AUX/aux/5 burst/VERB/acl/1 was/AUX/aux:pass/7 dismissed/VERB/ccomp/10 ,/PUNCT/punct/10 Orr/PROPN/nsubj/10 said/VERB/root/10",
        "claim/NOUN/nsubj:pass/7",
    ),
    (
        "teller-behind-participle",
        "A/DET/det/1 man/NOUN/nsubj/2 identified/VERB/root/2 as/ADP/case/4 Orr/PROPN/obl/2 said/VERB/advcl/2 it/PRON/nsubj/7 burst/VERB/ccomp/5 ./PUNCT/punct/2",
        "man/NOUN/nsubj/5 identified/VERB/acl/1 said/VERB/root/5 ./PUNCT/punct/5",
    ),
    (
        "teller-behind-appositive",
        "The/DET/det/1 cook/NOUN/nsubj/2 had/VERB/ccomp/11 the/DET/det/4 key/NOUN/obj/2 ,/PUNCT/punct/6 Dana/PROPN/appos/4 Orr/PROPN/flat/6 ,/PUNCT/punct/9 prisoner/NOUN/appos/6 ,/PUNCT/punct/11 testified/VERB/root/11",
        "Dana/PROPN/nsubj/11",
    ),
    (
        "teller-behind-list",
        "The/DET/det/1 cook/NOUN/nsubj/2 had/VERB/root/2 the/DET/det/4 key/NOUN/obj/2 ,/PUNCT/punct/6 Dana/PROPN/appos/4 Orr/PROPN/flat/6 ,/PUNCT/punct/9 prisoner/NOUN/appos/6 ,/PUNCT/punct/6 told/VERB/conj/2 us/PRON/iobj/11",
        "Dana/PROPN/nsubj/11 had/VERB/ccomp/11 told/VERB/root/11",
    ),
    (
        "trade-before-teller",
        "Osk/PROPN/nsubj/1 paid/VERB/ccomp/9 Brandt/PROPN/obj/1 ,/PUNCT/punct/5 its/PRON/nmod:poss/5 president/NOUN/appos/2 ,/PUNCT/punct/7 Dana/PROPN/nsubj/9 ,/PUNCT/punct/5 said/VERB/root/9",
        "president/NOUN/nsubj/9 Dana/PROPN/appos/5",
    ),
    (
        "trade-before-teller",
        "Osk/PROPN/nsubj/1 paid/VERB/ccomp/10 Brandt/PROPN/obj/1 ,/PUNCT/punct/5 its/PRON/nmod:poss/5 president/NOUN/appos/7 ,/PUNCT/punct/7 Dana/PROPN/nsubj/10 Orr/PROPN/flat/7 ,/PUNCT/punct/5 said/VERB/root/10",
        "president/NOUN/nsubj/10 Dana/PROPN/appos/5",
    ),
    (
        "content-behind-time",
        "She/PRON/nsubj/1 answered/VERB/root/1 three/NUM/nummod/3 times/NOUN/obl:unmarked/1 that/SCONJ/mark/6 he/PRON/nsubj/6 left/VERB/acl/3",
        "left/VERB/ccomp/1",
    ),
    (
        "phrase-behind-mark",
        "Osk/PROPN/nsubj/1 says/VERB/root/1 that/SCONJ/mark/8 ,/PUNCT/punct/2 according/VERB/case/6 to/ADP/fixed/4 Holt/PROPN/obl/1 it/PRON/nsubj/8 fell/VERB/ccomp/1",
        "Holt/PROPN/obl/8",
    ),
    (
        "phrase-behind-teller",
        "Osk/PROPN/nsubj/1 fell/VERB/ccomp/6 when/ADV/advmod/4 it/PRON/nsubj/4 burned/VERB/advcl/1 Orr/PROPN/nsubj/6 said/VERB/root/6 on/ADP/case/8 Tuesday/PROPN/obl/4",
        "Tuesday/PROPN/obl/6",
    ),
    (
        "claim-of-teller",
        "Reports/NOUN/ccomp/13 in/ADP/case/3 the/DET/det/3 Herald/PROPN/nmod/0 that/SCONJ/mark/7 it/PRON/nsubj/7 had/AUX/aux/7 sunk/VERB/acl/0 are/AUX/cop/9 untrue/ADJ/ccomp/13 ,/PUNCT/punct/9 its/PRON/nmod:poss/12 owner/NOUN/nsubj/13 said/VERB/root/13",
        "Reports/NOUN/nsubj/9",
    ),
    (
        "subjects-of-told-and-teller",
        "Venn/PROPN/nsubj/9 has/AUX/aux/2 sold/VERB/ccomp/9 ferries/NOUN/obj/2 ,/PUNCT/punct/6 a/DET/det/6 spokesman/NOUN/nsubj/2 Orr/PROPN/appos/6 ,/PUNCT/punct/0 said/VERB/root/9",
        "Venn/PROPN/nsubj/2 spokesman/NOUN/nsubj/9",
    ),
    (
        "content-behind-place",
        "Word/NOUN/nsubj/1 went/VERB/root/1 round/ADP/case/4 the/DET/det/4 market/NOUN/obl/1 in/ADP/case/6 Osk/PROPN/nmod/4 that/PRON/obj/9 it/PRON/nsubj/9 burned/VERB/acl:relcl/6",
        "that/PRON/mark/9 burned/VERB/ccomp/1",
    ),
    (
        "noun-before-verb",
        "Word/NOUN/compound/1 spread/VERB/root/1 that/SCONJ/mark/5 banks/NOUN/nsubj/5 had/AUX/aux/5 closed/VERB/acl/1",
        "Word/NOUN/nsubj/1 closed/VERB/ccomp/1",
    ),
    (
        "content-behind-place",
        "Word/NOUN/nsubj/1 spread/VERB/root/1 through/ADP/case/4 the/DET/det/4 camp/NOUN/obl/1 that/PRON/obj/8 it/PRON/nsubj/8 was/AUX/cop/8 over/ADV/acl:relcl/4",
        "that/PRON/mark/8 over/ADV/ccomp/1",
    ),
    (
        "subject-of-verb-before",
        "The/DET/det/1 tug/NOUN/nsubj:pass/7 hit/VERB/ccomp/9 rocks/NOUN/obj/2 and/CCONJ/cc/7 men/NOUN/nsubj:pass/7 were/AUX/aux:pass/7 saved/VERB/ccomp/9 officers/NOUN/nsubj/9 said/VERB/root/9",
        "tug/NOUN/nsubj/2",
    ),
    (
        "subject-beside-its-clause",
        "Venn/PROPN/ccomp/7 has/AUX/aux/2 sold/VERB/ccomp/7 ferries/NOUN/obj/2 ,/PUNCT/punct/2 the/DET/det/6 union/NOUN/nsubj/7 said/VERB/root/7",
        "Venn/PROPN/nsubj/2",
    ),
    (
        "subjects-of-told-and-teller",
        "Venn/PROPN/nsubj/8 has/AUX/aux/2 sold/VERB/ccomp/8 its/PRON/nmod:poss/4 ferries/NOUN/obj/2 ,/PUNCT/punct/2 both/DET/det/7 firms/NOUN/nsubj/2 said/VERB/root/8",
        "Venn/PROPN/nsubj/2 firms/NOUN/nsubj/8",
    ),
    (
        "subject-of-verb-behind",
        "Ferry/NOUN/nsubj/1 hits/VERB/root/1 pier/NOUN/obj/1 off/ADP/case/4 Arle/PROPN/obl/7 ,/PUNCT/punct/7 40/NUM/nsubj/1 rescued/VERB/advcl/1",
        "Arle/PROPN/obl/1 40/NUM/nsubj/7",
    ),
    (
        "clause-listed-in-clause",
        "It/PRON/nsubj/1 stays/VERB/root/1 shut/ADJ/xcomp/1 until/SCONJ/mark/6 talks/NOUN/nsubj/6 have/AUX/aux/6 ended/VERB/advcl/1 and/CCONJ/cc/10 troops/NOUN/nsubj/10 have/AUX/aux/10 left/VERB/conj/1",
        "left/VERB/conj/6",
    ),
    (
        "words-of-joined-verbs",
        "Four/NUM/nsubj/2 have/AUX/aux/2 died/VERB/root/2 since/ADP/case/4 May/PROPN/obl/2 and/CCONJ/cc/6 63/NUM/conj/4 have/AUX/aux/8 fallen/VERB/conj/2 ill/ADJ/xcomp/8",
        "and/CCONJ/cc/8 63/NUM/nsubj/8",
    ),
    (
        "words-of-joined-verbs",
        "It/PRON/nsubj/6 fell/VERB/root/1 in/ADP/case/3 Arle/PROPN/obl/6 and/CCONJ/cc/6 then/ADV/advmod/6 rose/VERB/conj/1",
        "It/PRON/nsubj/1 Arle/PROPN/obl/1",
    ),
]
AS_THEY_ARE = {
    "a verb with its own subject behind a quotation": "“/PUNCT/punct/2 She/PRON/nsubj/2 left/VERB/ccomp/7 ,/PUNCT/punct/2 ”/PUNCT/punct/2 letters/NOUN/nsubj/2 he/PRON/nsubj/7 said/VERB/root/7",
    "a name and what it is before what was said": "Orr/PROPN/nsubj/3 ,/PUNCT/punct/2 aide/NOUN/appos/0 told/VERB/root/3 Lund/PROPN/iobj/3",
    "an apposition behind no word of saying": "Orr/PROPN/nsubj/4 fell/VERB/ccomp/4 ,/PUNCT/punct/1 aides/NOUN/appos/0 told/VERB/root/4",
    "no end of what is quoted": "“/PUNCT/punct/2 She/PRON/nsubj/2 left/VERB/ccomp/5 ”/PUNCT/punct/2 letters/NOUN/nsubj/2 said/VERB/root/5",
    "a village beside a town, and who speaks": "Osk/PROPN/nsubj/1 fell/VERB/ccomp/8 to/ADP/case/3 Brask/PROPN/obl/1 ,/PUNCT/punct/6 a/DET/det/6 village/NOUN/appos/3 Ana/PROPN/nsubj/8 said/VERB/root/8",
    "who speaks, with his trade behind him": "Osk/PROPN/nsubj/1 fell/VERB/ccomp/11 near/ADP/case/3 Brask/PROPN/obl/1 ,/PUNCT/punct/6 a/DET/det/6 port/NOUN/appos/3 ,/PUNCT/punct/8 Ana/PROPN/nsubj/11 the/DET/det/10 mayor/NOUN/appos/8 said/VERB/root/11",
    "a week that he told of": "He/PRON/nsubj/1 said/VERB/root/1 a/DET/det/3 week/NOUN/obl/1 that/PRON/nsubj/5 passed/VERB/acl:relcl/3",
    "what a storm was, behind a comma": "It/PRON/nsubj/1 sank/VERB/ccomp/4 ,/PUNCT/punct/4 he/PRON/nsubj/4 said/VERB/root/4 ,/PUNCT/punct/7 after/ADP/case/7 dark/NOUN/obl/1",
    "reports that say so": "Reports/NOUN/nsubj/3 in/ADP/case/2 Osk/PROPN/nmod/0 say/VERB/root/3 that/SCONJ/mark/6 it/PRON/nsubj/6 sank/VERB/ccomp/3",
    "an owner's mark above the owner": "Brenn/PROPN/nsubj/3 's/AUX/root/1 deputy/NOUN/nsubj/1 said/VERB/ccomp/1 so/ADV/advmod/3",
    "a name over its trade": "The/DET/det/1 father/NOUN/nsubj/5 of/ADP/case/3 rider/NOUN/nmod/4 Brill/PROPN/appos/1 said/VERB/root/5 so/ADV/advmod/5",
    "a name that ends a text": "so/ADV/advmod/1 said/VERB/root/1 Brenn/PROPN/nsubj/1",
    "what he wrote behind a comma": "He/PRON/nsubj/4 ,/PUNCT/punct/0 ill/ADJ/advcl/4 ,/PUNCT/punct/4 wrote/VERB/root/4 poems/NOUN/obj/4",
    "who erred behind a comma": "Lund/PROPN/nsubj/1 said/VERB/root/1 Beck/PROPN/nsubj/3 erred/VERB/ccomp/1",
    "a name that is no owner": "Uta/PROPN/nsubj/3 Brenn/PROPN/flat/0 's/AUX/cop/3 late/ADJ/root/3",
    "a claim of two things": "He/PRON/nsubj/1 said/VERB/root/1 claims/NOUN/obj/1 that/SCONJ/mark/5 were/AUX/cop/5 false/ADJ/acl/2 and/CCONJ/cc/8 were/AUX/cop/8 old/ADJ/acl/2",
    "who reports that ships were old": "He/PRON/nsubj/1 reports/VERB/ccomp/8 that/SCONJ/mark/5 ships/NOUN/nsubj/5 are/AUX/cop/5 old/ADJ/ccomp/1 ,/PUNCT/punct/8 she/PRON/nsubj/8 says/VERB/root/8",
    "a teller behind his own aside": "The/DET/det/1 leak/NOUN/nsubj/6 ,/PUNCT/punct/1 said/VERB/root/3 Orvik/PROPN/nsubj/3 ,/PUNCT/punct/1 grew/VERB/ccomp/3",
    "who speaks, behind a house": "The/DET/det/1 owner/NOUN/nsubj/5 of/ADP/case/3 inn/NOUN/nmod/1 Holt/PROPN/nsubj/5 wept/VERB/root/5",
    "who speaks, behind riders": "The/DET/det/1 head/NOUN/nsubj/5 of/ADP/case/3 riders/NOUN/nmod/1 Holt/PROPN/appos/1 wept/VERB/root/5",
    "who speaks, behind a comma": "The/DET/det/1 wife/NOUN/nsubj/6 of/ADP/case/3 skipper/NOUN/nmod/1 ,/PUNCT/punct/5 Holt/PROPN/appos/1 wept/VERB/root/6",
    "who of an inn speaks": "The/DET/det/1 owner/NOUN/nsubj/5 of/ADP/case/4 inn/NOUN/compound/4 Holt/PROPN/appos/1 wept/VERB/root/5",
    "families who were told": "Families/NOUN/obj/1 told/VERB/root/1 that/SCONJ/mark/4 ship/NOUN/nsubj/4 sank/VERB/ccomp/1",
    "what somebody else denied": "Which/DET/det/1 plot/NOUN/obj/3 Orr/PROPN/nsubj/3 denied/VERB/root/3 that/SCONJ/mark/6 he/PRON/nsubj/6 knew/VERB/ccomp/3",
    "a man who was seen": "Man/NOUN/obj/1 seen/VERB/root/1 near/ADP/case/3 bank/NOUN/obl/1",
    "who announces a holiday": "The/DET/det/1 minister/NOUN/nsubj/2 announced/VERB/root/2 Thursday/PROPN/obl/2 would/AUX/aux/5 help/VERB/ccomp/2",
    "a report that has its content": "The/DET/det/1 report/NOUN/nsubj/2 revealed/VERB/root/2 it/PRON/nsubj/5 would/AUX/aux/5 help/VERB/ccomp/2",
    "what is said of a town": "Orr/PROPN/nsubj/3 town/NOUN/nsubj/3 is/AUX/cop/3 ruins/NOUN/root/3",
    "people who believe": "Orr/PROPN/nsubj/1 met/VERB/root/1 a/DET/det/3 sailor/NOUN/obj/1 believing/VERB/acl/3 it/PRON/obj/4",
    "a claim that says so": "Orr/PROPN/nsubj/1 dropped/VERB/root/1 the/DET/det/3 claim/NOUN/obj/1 saying/VERB/acl/3 it/PRON/obj/4",
    "what somebody else believes": "Claims/NOUN/nsubj/2 believing/VERB/acl/0 spread/VERB/root/2 fast/ADV/advmod/2",
    "a sign of money": "They/PRON/nsubj/1 lent/VERB/root/1 US$/SYM/obj/1 40/NUM/nummod/2 bonds/NOUN/obj/1",
    "a family name of three words": "Cook/PROPN/nsubj/3 Dan/PROPN/flat/0 Pell/PROPN/flat/0 left/VERB/root/3",
    "who tells of what he did": "A/DET/det/1 man/NOUN/nsubj/2 identified/VERB/root/2 it/PRON/obj/2 said/VERB/advcl/2 it/PRON/nsubj/6 burst/VERB/ccomp/4",
    "an auxiliary beside a subject": "It/PRON/nsubj/2 had/AUX/aux/2 sunk/VERB/root/2 and/CCONJ/cc/4 had/AUX/aux/5 burnt/VERB/conj/2",
    "no workers more": "No/DET/det/2 more/ADJ/amod/2 workers/NOUN/nsubj/3 fell/VERB/root/3",
    "what is to be careless": "It/PRON/nsubj/1 asked/VERB/root/1 Orr/PROPN/nsubj/5 to/PART/mark/5 be/AUX/cop/5 careful/ADJ/xcomp/1",
    "two that there are": "There/PRON/expl/1 is/VERB/root/1 bread/NOUN/nsubj/1 to/PART/mark/4 eat/VERB/acl/2 and/CCONJ/cc/6 beer/NOUN/nsubj/1",
    "who is told of a plan": "Orvik/PROPN/nsubj/4 to/PART/mark/2 quit/VERB/ccomp/4 ,/PUNCT/punct/2 tells/VERB/root/4 court/NOUN/iobj/4",
    "dead men": "Three/NUM/nummod/2 dead/ADJ/amod/2 men/NOUN/nsubj:pass/4 were/AUX/aux:pass/4 found/VERB/root/4",
    "the dead who were found": "Three/NUM/nsubj:pass/5 dead/ADJ/amod/0 in/ADP/case/3 Arle/PROPN/nmod/0 were/AUX/aux:pass/5 found/VERB/root/5",
    "men who are met": "It/PRON/nsubj/1 met/VERB/root/1 12/NUM/nummod/3 men/NOUN/obj/1 and/CCONJ/cc/6 wounded/VERB/amod/6 guards/NOUN/conj/3",
    "somebody who hopes": "Orsk/PROPN/nsubj/1 hopes/VERB/ccomp/6 to/PART/mark/3 win/VERB/xcomp/1 ,/PUNCT/punct/1 coach/NOUN/nsubj/6 says/VERB/root/6",
    "a town of so many people": "We/PRON/nsubj/1 found/VERB/root/1 a/DET/det/3 town/NOUN/obj/1 of/ADP/case/6 30/NUM/nummod/6 people/NOUN/nmod/3",
    "a town that hangs on its own name": "We/PRON/nsubj/1 sent/VERB/root/1 town/NOUN/obj/4 of/ADP/case/4 Arle/PROPN/obl/1 30/NUM/nummod/6 pumps/NOUN/nmod/2",
    "a word of no headline": "Link/NOUN/root/0 belonging/ADJ/case/3 to/ADP/fixed/1 open/NOUN/nmod/0 in/ADP/case/5 spring/NOUN/nmod/0",
    "a plan that is a noun": "Plan/NOUN/root/0 to/PART/mark/2 shed/VERB/acl/0 jobs/NOUN/obj/2",
    "a named plan": "Venn/PROPN/compound/1 plan/NOUN/root/1 to/PART/mark/3 shed/VERB/acl/1 jobs/NOUN/obj/3",
    "a sentence with an infinitive": "The/DET/det/1 bank/NOUN/root/1 to/PART/mark/3 watch/VERB/acl/1",
    "those who are angered": "Farmers/NOUN/nsubj/1 said/VERB/root/1 that/SCONJ/mark/5 they/PRON/nsubj:pass/5 were/AUX/aux:pass/5 angered/VERB/ccomp/1",
    "a claim of what was false": "Orr/PROPN/nsubj/1 denied/VERB/root/1 the/DET/det/3 claim/NOUN/obj/1 that/SCONJ/mark/7 it/PRON/nsubj/7 was/AUX/cop/7 false/ADJ/acl/3 ./PUNCT/punct/1",
    "a camp that was left": "Word/NOUN/nsubj/1 spread/VERB/root/1 through/ADP/case/4 the/DET/det/4 camp/NOUN/obl/1 that/PRON/nsubj/7 was/AUX/aux:pass/7 left/VERB/acl:relcl/4",
    "a verb that has its teller": "The/DET/det/1 cook/NOUN/nsubj/2 had/VERB/ccomp/8 Arle/PROPN/obj/2 ,/PUNCT/punct/5 Port/PROPN/appos/3 ,/PUNCT/punct/8 he/PRON/nsubj/8 said/VERB/root/8",
    "a claim below what it angered": "Claims/NOUN/obj/6 that/SCONJ/mark/4 it/PRON/nsubj/4 had/AUX/aux/4 burst/VERB/acl/0 angered/VERB/root/5 farmers/NOUN/obj/5",
    "a claim below what it claims": "Claims/NOUN/obj/6 that/SCONJ/mark/4 it/PRON/nsubj/4 would/AUX/aux/4 close/ADV/root/4 angered/VERB/acl/6 farmers/NOUN/obj/4",
    "a claim below a word of what it claims": "Rumours/NOUN/obj/6 that/SCONJ/mark/2 banks/NOUN/nsubj/8 had/AUX/aux/4 lied/VERB/acl/0 alarmed/VERB/amod/1 Arle/PROPN/nsubj/7 Orr/ADJ/nsubj/2 said/VERB/root/8",
    "a purpose": "He/PRON/nsubj/1 wrote/VERB/root/1 so/ADV/advmod/6 that/SCONJ/mark/6 he/PRON/nsubj/6 could/AUX/aux/6 rest/VERB/advcl/1",
    "an item of a list above both verbs": "a/NOUN/root/0 bought/VERB/acl/3 and/CCONJ/cc/3 63/NUM/conj/0 have/AUX/aux/5 sold/VERB/conj/1",
    "clauses that are told in the past": "It/PRON/nsubj/1 shut/VERB/root/1 when/SCONJ/mark/4 talks/NOUN/nsubj/4 ended/VERB/advcl/1 and/CCONJ/cc/7 troops/NOUN/nsubj/7 left/VERB/conj/1",
    "a day with its year": "It/PRON/nsubj/1 burned/VERB/root/1 on/ADP/case/3 May/PROPN/obl/1 3/NUM/nummod/3 ,/PUNCT/punct/6 2031/NUM/flat/3 killing/VERB/advcl/1 40/NUM/obj/7",
    "a count of what is claimed": "He/PRON/nsubj/1 met/VERB/root/1 men/NOUN/obj/1 whom/PRON/obj/5 two/NUM/nsubj/5 saved/VERB/acl/2",
    "a clause between a subject and its verb": "The/DET/det/1 tug/NOUN/nsubj/6 that/PRON/nsubj/3 sank/VERB/acl:relcl/1 ,/PUNCT/punct/3 Arle/PROPN/appos/1 left/VERB/root/6",
    "whose head is accused": "Orr/PROPN/nsubj/1 accused/VERB/root/1 the/DET/det/3 head/NOUN/obj/1 of/ADP/case/6 the/DET/det/6 mill/NOUN/nmod/3",
    "a firm and a bank that are listed": "They/PRON/nsubj/1 hired/VERB/root/1 Orvik/PROPN/obj/1 ,/PUNCT/punct/5 a/DET/det/5 firm/NOUN/conj/2 and/CCONJ/cc/7 banks/NOUN/conj/2",
    "a name beside a name": "Arle/PROPN/nsubj/2 Orvik/PROPN/appos/0 dug/VERB/root/2",
    "a name behind the comma of a subject": "the/DET/det/1 miner/NOUN/nsubj/4 ,/PUNCT/punct/3 Orvik/PROPN/appos/1 dug/VERB/root/4",
    "whom it is sold to before what is his": "It/PRON/nsubj/1 sold/VERB/root/1 Vesta/PROPN/iobj/1 its/PRON/nmod:poss/4 trucks/NOUN/obj/1",
    "a name that its number counts no more": "It/PRON/nsubj/1 gave/VERB/root/1 Vesta/PROPN/iobj/1 9/NUM/nummod/4 trucks/NOUN/obj/1",
    "a day on which it is done": "It/PRON/nsubj/1 resigned/VERB/root/1 Friday/PROPN/obl:unmarked/1",
    "a day before which nothing stands": "It/PRON/nsubj/1 plans/VERB/root/1 to/PART/mark/3 strike/VERB/xcomp/1 Friday/PROPN/obl/3",
    "a place that a preposition brings": "It/PRON/nsubj/1 agreed/VERB/root/1 to/PART/mark/3 stay/VERB/xcomp/1 in/ADP/case/5 Varn/PROPN/obl/3",
    "who is paid": "It/PRON/nsubj/1 paid/VERB/root/1 Varn/PROPN/iobj/1 for/ADP/case/4 lenses/NOUN/obl/1",
    "a name behind what is bought": "It/PRON/nsubj/1 bought/VERB/root/1 Varn/PROPN/obj/1 Arle/PROPN/obl/1",
    "pupils who are taught": "Orr/PROPN/nsubj/1 taught/VERB/root/1 pupils/NOUN/iobj/1 Latin/PROPN/obj/1",
    "a guard who is given something": "Orr/PROPN/nsubj/1 showed/VERB/root/1 the/DET/det/3 guard/NOUN/iobj/1 Arle/PROPN/obj/1",
    "a subject of what is told and its teller": "Venn/PROPN/nsubj/2 has/AUX/aux/2 sold/VERB/ccomp/7 ferries/NOUN/obj/2 ,/PUNCT/punct/2 both/DET/det/6 firms/NOUN/nsubj/7 said/VERB/root/7",
    "a list of what one did": "The/DET/det/1 cook/NOUN/nsubj/2 met/VERB/root/2 Ada/PROPN/obj/2 ,/PUNCT/punct/5 Orr/PROPN/appos/3 ,/PUNCT/punct/5 told/VERB/conj/2 jokes/NOUN/obj/7 and/CCONJ/cc/10 left/VERB/conj/2",
    "who met somebody and told it": "The/DET/det/1 cook/NOUN/nsubj/2 met/VERB/root/2 Ada/PROPN/obj/2 ,/PUNCT/punct/5 Orr/PROPN/appos/3 ,/PUNCT/punct/5 and/CCONJ/cc/8 told/VERB/conj/2 us/PRON/iobj/8",
    "what was taken before ink was given": "He/PRON/nsubj/1 took/VERB/root/1 maps/NOUN/obj/4 and/CCONJ/cc/4 gave/VERB/conj/1 us/PRON/iobj/4 ink/NOUN/obj/4",
    "what somebody else gives": "Which/DET/det/1 boats/NOUN/obj/3 Orr/PROPN/nsubj/3 gave/VERB/root/3 us/PRON/iobj/3 maps/NOUN/obj/3",
    "an owner with his mark": "Orr/PROPN/nmod:poss/3 's/PART/case/0 paid/VERB/root/2 sailors/NOUN/obj/2",
    "an owner behind another who pays": "Orr/PROPN/nsubj/2 Chemicals/PROPN/nmod:poss/3 paid/VERB/root/2 sailors/NOUN/obj/2",
    "two objects with a comma": "It/PRON/nsubj/1 sold/VERB/root/1 trucks/NOUN/obj/1 ,/PUNCT/punct/4 pumps/NOUN/obj/1",
}
RELATIONS = sorted({word.split("/")[2] for _, written, _ in EXAMPLES for word in written.split()} - {"root"})


def _read(written: str) -> list[list[str]]:
    return [word.split("/") for word in written.split()]


def _mended(rows: list[list[str]]) -> list[list[str]]:
    forms, upos, relations = ([row[column] for row in rows] for column in range(3))
    heads = [int(row[3]) for row in rows]
    mend_tree(forms, upos, heads, relations)
    return [list(row) for row in zip(forms, upos, relations, map(str, heads), strict=True)]


def _with(written: str, others: str) -> list[list[str]]:
    changed = {row[0]: row for row in _read(others)}
    return [changed.get(row[0], row) for row in _read(written)]


@contextmanager
def _table_of(kept: tuple[repairs.Repair, ...]) -> Iterator[None]:
    """Run these repairs alone."""
    with patch.object(repairs, "REPAIRS", kept):
        repairs._looking_at.cache_clear()
        yield
    repairs._looking_at.cache_clear()


def test_every_repair_has_a_name_and_an_example() -> None:
    assert len({repair.name for repair in REPAIRS}) == len(REPAIRS)
    assert {name for name, *_ in EXAMPLES} == {repair.name for repair in REPAIRS}


@pytest.mark.parametrize(("name", "written", "others"), EXAMPLES)
def test_a_repair_mends_its_example(name: str, written: str, others: str) -> None:
    assert _mended(_read(written)) == _with(written, others), name


@pytest.mark.parametrize(("name", "written", "others"), EXAMPLES)
def test_an_example_is_mended_by_its_own_repair(name: str, written: str, others: str) -> None:
    with _table_of(tuple(repair for repair in REPAIRS if repair.name == name)):
        assert _mended(_read(written)) != _read(written)
    with _table_of(tuple(repair for repair in REPAIRS if repair.name != name)):
        assert _mended(_read(written)) != _with(written, others)


@pytest.mark.parametrize("written", AS_THEY_ARE.values(), ids=AS_THEY_ARE)
def test_what_only_looks_like_a_confusion_stays(written: str) -> None:
    assert _mended(_read(written)) == _read(written)


def test_a_later_repair_sees_what_an_earlier_one_made_of_a_word() -> None:
    # "spread" becomes a verb, and what is spread then is what its "that" brings
    written = "Word/NOUN/compound/1 spread/NOUN/root/1 that/SCONJ/mark/5 banks/NOUN/nsubj/5 had/AUX/aux/5 closed/VERB/acl/1"
    assert _mended(_read(written)) == _with(written, "Word/NOUN/nsubj/1 spread/VERB/root/1 closed/VERB/ccomp/1")


def test_what_judges_a_claim_may_hang_on_it_before_who_says_so() -> None:
    written = (
        "The/DET/det/1 claim/NOUN/obj/10 that/SCONJ/mark/5 it/PRON/nsubj/5 had/AUX/aux/5 burst/VERB/acl/1 "
        "was/AUX/cop/7 false/ADJ/appos/1 ,/PUNCT/punct/10 Orr/PROPN/nsubj/10 said/VERB/root/10"
    )
    assert _mended(_read(written)) == _with(written, "claim/NOUN/nsubj/7 false/ADJ/ccomp/10")


@given(st.sampled_from(EXAMPLES), st.data())
@settings(max_examples=400, deadline=None)
def test_no_repair_turns_a_tree_into_a_ring(example: tuple[str, str, str], data: st.DataObject) -> None:
    rows = _read(example[1])
    words = range(len(rows))
    for word in data.draw(st.lists(st.sampled_from(words), max_size=6)):
        head = data.draw(st.sampled_from(words))
        if rows[word][2] != "root":
            rows[word][2] = data.draw(st.sampled_from(RELATIONS))
            if str(word) not in _above(rows, str(head)):
                rows[word][3] = str(head)
    mended = _mended(rows)
    roots = [str(word) for word in words if mended[word][3] == str(word)]
    assert all(_above(mended, str(word))[-1] in roots for word in words)
    assert [mended[int(word)][2] for word in roots] == ["root"]


def _above(rows: list[list[str]], word: str) -> list[str]:
    """Return a word and what stands above it, to the root or once around a ring."""
    found = [word]
    while (head := rows[int(found[-1])][3]) not in found:
        found.append(head)
    return found


def test_a_noun_with_a_capital_inside_a_sentence_is_a_name() -> None:
    upos = ["NOUN", "VERB", "NOUN", "PUNCT", "NOUN", "NOUN", "VERB", "NOUN"]
    mend_names(["Crews", "left", "Arle", ".", "Works", "at", "Venn", "Port"], upos, [(0, 4), (4, 8)])
    assert upos == ["NOUN", "VERB", "PROPN", "PUNCT", "NOUN", "NOUN", "VERB", "NOUN"]
