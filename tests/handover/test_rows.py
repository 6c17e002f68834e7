"""The one row renderer."""

from hypothesis import given
from hypothesis import strategies as st

from hemval.handover.rows import Damaged, table
from hemval.handover.told import CHANNELS, REASONS, reason_advice
from hemval.queue.submission import Channel
from tests.handover.samples import RECEIVED, choice


def test_what_is_the_same_for_all_comes_first_then_a_column_a_question():
    made = table([choice(("name", "Namn", "Åsa"), ("phone", "Telefon", "070-174 06 05"))], called="Val")
    assert [column.heading for column in made.columns] == [
        "Referens", "Kom in", "Blankett", "Blankettens version", "Språk", "Kanal", "Uppgifternas version",
        "Titta extra på", "Namn (name)", "Telefon (phone)",
    ]  # fmt: skip
    assert made.rows == (
        ("B4C7 9XKL", "2026-12-02 10:30:05", "Val", "1", "engelska", "Webben", "0012e4567890", "",
         "Åsa", "070-174 06 05"),
    )  # fmt: skip


def test_time_is_swedish_in_summer_too():
    summer = choice(received_at="2026-07-01T22:30:00Z")
    assert table([summer]).rows[0][1] == "2026-07-02 00:30:00"


def test_two_questions_never_share_a_column():
    made = table(
        [
            choice(("name", "Namn", "Åsa"), ("provider", "Utförare", "Solgården")),
            choice(("name", "Vad heter du?", "Bo"), ("phone", "Namn", "+46")),
        ]
    )
    assert [column.heading for column in made.columns if column.kind == "question"] == [
        "Namn (name)", "Utförare (provider)", "Vad heter du? (name)", "Namn (phone)",
    ]  # fmt: skip
    assert [row[8:] for row in made.rows] == [("Åsa", "Solgården", "", ""), ("", "", "Bo", "+46")]


def test_reasons_to_look_twice_are_words():
    told = table([choice(review=("quick", "trap", "something new"))]).rows[0][7]
    assert told == "Skickades ovanligt fort, Ett dolt fält var ifyllt, something new"
    for reason in (*REASONS, "something new"):
        assert any(said in reason_advice(reason) for said in ("Ring", "ring", "Se i beslutet"))


def test_every_channel_has_its_word():
    assert set(CHANNELS) == set(Channel.__args__)


def test_a_damaged_row_stands_in_the_table_and_says_what_to_do():
    made = table([choice(("name", "Namn", "Åsa"))], [Damaged("c0ffee", RECEIVED, "choice")])
    assert made.rows[1][1] == "2026-12-02 10:30:05"
    assert "c0ffee" in made.rows[1][7]
    assert len(made.rows[1]) == len(made.columns)


def test_hidden_characters_do_not_reach_a_cell():
    made = table([choice(("name", "Namn", "Å\u202esa\x00 \u200bB\x85o\r\n\ufeffx"))])
    assert made.rows[0][-1] == "Åsa Bo\nx"


texts = st.text(max_size=20)


@given(st.lists(st.lists(st.tuples(texts, texts, texts), max_size=4), max_size=5))
def test_every_row_is_as_long_as_the_columns_and_no_answer_is_lost(submissions):
    made = table([choice(*asked) for asked in submissions])
    assert all(len(row) == len(made.columns) for row in made.rows)
    assert len(made.rows) == len(submissions)
    for asked, row in zip(submissions, made.rows, strict=True):
        cells = "\n".join(row[8:])
        assert all(table([choice(one)]).rows[0][8] in cells for one in asked)
