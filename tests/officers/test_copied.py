"""A case as text to copy."""

from tests.officers.page import told
from tests.officers.samples import NUMBER, choice


def copied(browser) -> list[str]:
    (box,) = browser.page.all("textarea")
    assert box.get("readonly") is not None
    assert [told(label) for label in browser.page.all("label") if label.get("for") == box.get("id")]
    return "".join(box.itertext()).splitlines()


def test_who_comes_first_then_what_and_where_it_is_from(anna, send):
    send(choice(name="Åsa </textarea><b>Öst"))
    anna.get("/arenden/")
    anna.get(f"/arenden/{choice().id}/")
    lines = copied(anna)
    assert lines[:5] == [
        "Namn: Åsa </textarea><b>Öst",
        "Personnummer: 19380412-****",
        "Telefon: 070-174 06 05",
        "Valet gäller: Byta till en annan utförare",
        "Utförare: Solgården",
    ]
    assert lines[-3].startswith("Referens: ")
    assert lines[-2:] == ["Kom in: 2 december 2026 klockan 09.05", "Kanal: Webben"]
    assert len(lines) == 9, "what the rules say stands between"
    anna.press("Visa personnumret")
    assert copied(anna)[1] == f"Personnummer: {NUMBER}"


def test_a_text_of_several_lines_is_one_line(anna, send):
    asked = ({"id": "x", "question": "Synpunkt", "answer": "Ett\n  två"},)
    send(choice(form="gone", answers={"x": "Ett\n  två"}, asked=asked))
    anna.get("/arenden/")
    anna.get(f"/arenden/{choice().id}/")
    assert copied(anna)[0] == "Synpunkt: Ett två"
