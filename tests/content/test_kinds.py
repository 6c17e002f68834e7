"""Values as people write them: what is taken, as what, and what is refused with which sentence."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from hemval.content import kinds
from hemval.words import Text
from hemval.words.plain import HIDDEN

TAKEN = [
    (kinds.Day, "2026-09-01", date(2026, 9, 1)),
    (kinds.Day, date(2026, 9, 1), date(2026, 9, 1)),
    (kinds.Day, "2028-02-29", date(2028, 2, 29)),
    (kinds.Clock, "8:00", "08:00"),
    (kinds.Clock, "08.30", "08:30"),
    (kinds.Clock, "24:00", "24:00"),
    (kinds.YesNo, "nej", False),
    (kinds.YesNo, "no", False),
    (kinds.YesNo, "Ja", True),
    (kinds.YesNo, True, True),
    (kinds.Whole, "014", 14),
    (kinds.Whole, 14, 14),
    (kinds.Share, "86,5", Decimal("86.5")),
    (kinds.Share, "86 %", Decimal(86)),
    (kinds.Share, 0.1, Decimal("0.1")),
    (kinds.Money, "311", Decimal(311)),
    (kinds.Money, "1 390,50 kr", Decimal("1390.50")),
    (kinds.Id, "norra-lindvik-2", "norra-lindvik-2"),
    (kinds.Phone, "+46 8-465 004 00", "+46 8-465 004 00"),
    (kinds.Phone, " 0701740605 ", "0701740605"),
    (kinds.Email, "hem.tjanst@lindvik.example", "hem.tjanst@lindvik.example"),
    (kinds.WebAddress, "https://räddning.example/a?b=c#d", "https://räddning.example/a?b=c#d"),
    (kinds.WebAddress, "http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
    (kinds.LanguageTag, "swl", "swl"),
    (kinds.LanguageTag, "sr-Latn", "sr-Latn"),
    (kinds.LanguageTag, "fit", "fit"),
    (kinds.OrganisationNumber, "212000-0001", "212000-0001"),
    (kinds.OrganisationNumber, "5560000001", "556000-0001"),
    (kinds.Line, " A\u030asa < 5 & x <3 ", "Åsa < 5 & x <3"),
    (kinds.Paragraph, "a  \r\nb\n", "a\nb"),
]

REFUSED = [
    (kinds.Day, "1/9 2026", "is not a date"),
    (kinds.Day, "2026-9-1", "is not a date"),
    (kinds.Day, "٢٠٢٦-٠٩-٠١", "is not a date"),
    (kinds.Day, "2026-02-30", "does not exist"),
    (kinds.Day, "1989-12-31", "is outside 1990–2100"),
    (kinds.Day, ["2026-09-01"], "this is a list"),
    (kinds.Clock, "8", "is not a time of day"),
    (kinds.Clock, "24:01", "does not exist"),
    (kinds.Clock, "8:60", "does not exist"),
    (kinds.YesNo, "kanske", "neither yes nor no"),
    (kinds.YesNo, "1", "neither yes nor no"),
    (kinds.Whole, "-1", "is not a whole number"),
    (kinds.Whole, "٣٢", "is not a whole number"),
    (kinds.Whole, "1.0", "is not a whole number"),
    (kinds.Whole, True, "A text is needed"),
    (kinds.Share, "101", "not between 0 and 100"),
    (kinds.Share, "-1", "is not a share"),
    (kinds.Share, float("nan"), "A text is needed"),
    (kinds.Money, "311 SEK", "is not an amount"),
    (kinds.Money, "1,5", "is not an amount"),
    (kinds.Id, "Norra", "cannot be an id"),
    (kinds.Id, "a--b", "cannot be an id"),
    (kinds.Id, "../a", "cannot be an id"),
    (kinds.Id, "a" * 61, "cannot be an id"),
    (kinds.Id, "å", "cannot be an id"),
    (kinds.Phone, "08-465 004 00, vardagar", "is not a phone number"),
    (kinds.Phone, "12-34", "is not a phone number"),
    (kinds.Phone, "٠٨٤٦٥٠٠٤", "is not a phone number"),
    (kinds.Email, "åsa@lindvik.example", "is not an e-mail"),
    (kinds.Email, "a@b.se\nBcc: c@d.se", "is not an e-mail"),
    (kinds.WebAddress, "www.lindvik.example", "is not a web address"),
    (kinds.WebAddress, "javascript://x.se/%0aalert(1)", "is not a web address"),
    (kinds.WebAddress, "https://user:pass@lindvik.example/", "cannot be used"),
    (kinds.WebAddress, "https://lindvik.example\\@evil.example/", "cannot be used"),
    (kinds.WebAddress, 'https://lindvik.example/"onx=1', "cannot be used"),
    (kinds.WebAddress, "https://", "cannot be used"),
    (kinds.WebAddress, "https://x.se:99999/", "cannot be used"),
    (kinds.LanguageTag, "finska", "not the code of a language"),
    (kinds.LanguageTag, "sp", "not the code of a language"),
    (kinds.LanguageTag, "SV", "not the code of a language"),
    (kinds.OrganisationNumber, "212000-0002", "miswritten"),
    (kinds.OrganisationNumber, "380412-9819", "personal identity number"),
    (kinds.OrganisationNumber, "212000", "not an organisation number"),
    (kinds.Line, "", "is empty"),
    (kinds.Line, "<script>alert(1)</script>", "holds HTML"),
    (kinds.Line, "Hemtjänst <img src=x", "holds HTML"),
    (kinds.Line, "a</b", "holds HTML"),
    (kinds.Line, "a<!-- b", "holds HTML"),
    (kinds.Line, "a\nb", "one line"),
    (kinds.Line, "a\tb", "a tab"),
    (kinds.Line, "a\u200bb", "U+200B"),
    (kinds.Line, "a\u200db", "U+200D"),
    (kinds.Line, "x" * 201, "201 characters; at most 200"),
    (kinds.Line, {"Obs": "x"}, "read as keys with values"),
    (kinds.Paragraph, "a\n<b>b</b>", "holds HTML"),
    (kinds.Paragraph, "x" * 2001, "2001 characters; at most 2000"),
    (Text, {"en": "x"}, "missing in Swedish"),
    (Text, {"sv": "x", "se": "y"}, "none of the site's languages"),
    (Text, {"sv": "x", "en": "<i>y</i>"}, "holds HTML"),
    (Text, ["x"], "this is a list"),
]


@pytest.mark.parametrize(("kind", "written", "read"), TAKEN)
def test_what_people_write_is_taken(kind: Any, written: object, read: object) -> None:
    assert TypeAdapter(kind).validate_python(written) == read


@pytest.mark.parametrize(("kind", "written", "sentence"), REFUSED)
def test_what_cannot_be_used_is_refused_with_a_sentence(kind: Any, written: object, sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(written)
    (error,) = caught.value.errors()
    assert sentence in error["msg"]


def test_a_language_by_name_is_answered_with_its_code() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kinds.LanguageTag).validate_python("Finska")
    assert caught.value.errors()[0]["ctx"]["values"]["name"] == "fi"


@settings(deadline=None)
@given(st.text())
def test_a_line_never_holds_what_nobody_sees(text: str) -> None:
    try:
        line = TypeAdapter(kinds.Line).validate_python(text)
    except ValidationError:
        return
    assert not HIDDEN.search(line)
    assert line == line.strip() != ""
    assert not set(line) & set("\t\n\r")
    assert TypeAdapter(kinds.Line).validate_python(line) == line


def raise_other(adapter: TypeAdapter[Any], value: object) -> None:
    """Validate; let out every error that is not one of our own sentences."""
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        if any(found["type"] != "hemval" for found in error.errors()):
            raise


@settings(deadline=None)
@given(
    st.text()
    | st.integers()
    | st.floats()
    | st.none()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.text())
)
def test_no_value_makes_a_kind_fail_in_another_way(value: object) -> None:
    for name in set(kinds.__all__) - {"Model", "wrong"}:
        adapter = TypeAdapter(getattr(kinds, name))
        raise_other(adapter, value)


def test_a_model_takes_no_unknown_key_and_does_not_change() -> None:
    class Example(kinds.Model):
        name: kinds.Line

    with pytest.raises(ValidationError, match="Extra inputs"):
        Example.model_validate({"name": "a", "nmae": "b"})
    with pytest.raises(ValidationError, match="frozen"):
        Example(name="a").name = "b"  # type: ignore[misc]
