"""The dossier format: round trips, refuses what it is not."""

import json

import msgspec
import pytest

from crossread.errors import FormatError
from crossread.ids import make_id
from crossread.model import Dossier, Report, Time, certainty_label, from_json, json_schema
from tests.conftest import ROOT


def test_json_round_trip_keeps_every_record():
    time = Time(id="t", report="r", start=0, end=4, text="2018", type="DATE", value="2018", from_="2018-01-01")
    dossier = Dossier(reports=(Report(id="r", path="a.txt", text="2018 \u0301한국어😀"),), times=(time,))
    text = dossier.to_json()
    assert from_json(text) == dossier
    assert from_json(text).to_json() == text
    assert '"from": "2018-01-01"' in text


@pytest.mark.parametrize("text", ["", "[]", '{"reports": 3}', '{"format": "other/1"}'])
def test_what_is_no_dossier_is_refused_with_a_word(text):
    with pytest.raises(FormatError):
        from_json(text)


def test_schema_names_the_public_words():
    assert "Statement" in str(json_schema())


def test_the_published_schema_is_that_of_the_model():
    published = json.loads((ROOT / "docs/dossier.schema.json").read_text("utf-8"))
    assert published == json.loads(msgspec.json.encode(json_schema())), "run  crossread schema > docs/dossier.schema.json"


def test_ids_depend_on_the_parts_alone():
    assert make_id("s", "ab", "c") == make_id("s", "ab", "c") != make_id("s", "a", "bc")


@pytest.mark.parametrize(
    ("value", "label"), [(3, "asserted"), (2, "probable"), (0.5, "possible"), (0, "unknown"), (-1, "unlikely"), (-3, "denied")]
)
def test_certainty_labels(value, label):
    assert certainty_label(value) == label
