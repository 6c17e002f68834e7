"""The board's report counts people, names nobody, and says whether anybody is left without help."""

from itertools import product

from hemval.handover.exit_report import FEWEST, exit_report
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import proof
from tests.rules.exits import EXIT, TODAY, affected, choice, example


def report_of(*cases, name: str = "krokom", providers: tuple[str, ...] = ("utforare-c",)):
    content = example(name, *providers)
    made = plans(content, EXIT, cases, TODAY)
    return exit_report(content, EXIT, made, proof(content, EXIT, cases, made), TODAY)


def counts(report, heading: str) -> dict[str, str]:
    return {one.label: one.number for part in report.parts if part.heading == heading for one in part.counts}


def test_all_who_have_chosen_prove_that_nobody_is_left():
    report = report_of(*(affected(n, "utforare-c", choice(n, "utforare-a")) for n in range(4)))
    assert report.holds
    assert report.verdict == "Ingen står utan hjälp."
    assert report.title == "Utförare C slutar"
    assert counts(report, "De nya utförarna") == {"Utförare A": "4"}
    assert counts(report, "Inte klart") == {}


def test_one_left_out_is_counted_with_the_reason():
    report = report_of(affected(1, "utforare-c", choice(1, "utforare-a")), affected(2, "utforare-c"))
    assert not report.holds
    assert report.verdict == "För 1 person är det inte klart vem som hjälper från dagen efter."
    assert counts(report, "Inte klart") == {"Regeln ska köras": "1"}


def test_an_exit_without_a_list_is_no_proof():
    report = report_of()
    assert not report.holds
    assert report.verdict == "Ingen lista över dem som berörs är inläst."


def test_few_are_told_together():
    cases = [affected(n, "utforare-c", choice(n, "utforare-a", channel="web")) for n in range(FEWEST)]
    cases += [affected(9, "utforare-c", choice(9, "utforare-a", channel="visit"))]
    assert counts(report_of(*cases), "Hur valen kom in") == {}, "one beside three is known as the one"
    cases += [affected(n, "utforare-c", choice(n, "utforare-a", channel="phone")) for n in range(10, 12)]
    assert counts(report_of(*cases), "Hur valen kom in") == {"Webben": "3", "Övriga": "3"}


def test_neither_a_number_nor_what_is_left_of_a_total_points_at_anybody():
    content = example("krokom", "utforare-c")
    for one, other, silent, protected in product((0, 1, 4), (0, 1, 4), (0, 2), (0, 1, 4)):
        wishes = ["utforare-a"] * one + ["utforare-b"] * other + [""] * silent + ["utforare-a"] * protected
        hidden = len(wishes) - protected
        cases = [
            affected(n, "utforare-c", *[choice(n, wish, protected=n >= hidden)] * bool(wish))
            for n, wish in enumerate(wishes)
        ]
        made = plans(content, EXIT, cases, TODAY)
        report = exit_report(content, EXIT, made, proof(content, EXIT, cases, made), TODAY)
        facts = {fact.label: fact.number for fact in report.facts}
        people, helped = (
            int(facts[label]) for label in ("Personer som berörs", "Personer som har någon från dagen efter")
        )
        assert (people, helped) == (len(wishes), one + other), "the protected have nobody yet"
        totals = {"Hur det avgjordes": people, "De nya utförarna": helped, "Inte klart": people - helped}
        for heading, total in totals.items():
            told = {label: int(number) for label, number in counts(report, heading).items()}
            assert "Sköts per telefon" not in told
            assert not told or sum(told.values()) == total, "what is left would be the protected"
            assert not protected or protected not in [
                told[label] for label in told if "övriga" in label.lower()
            ]
            if heading == "De nya utförarna":
                assert min(told.values(), default=FEWEST) >= FEWEST


def test_few_protected_hide_no_great_number():
    cases = [affected(n, "utforare-c", choice(n, "utforare-a", protected=n == 9)) for n in range(10)]
    cases += [affected(n, "utforare-c") for n in range(10, 30)]
    assert counts(report_of(*cases), "Hur det avgjordes") == {
        "Har inte valt än": "20",
        "Har valt, och övriga": "10",
    }
    shared = [choice(n, "utforare-a") for n in (30, 31)]
    cases += [affected(30, "utforare-c", *shared)]
    told = {"Har valt": "9", "Har inte valt än": "20", "Övriga": "2"}
    assert counts(report_of(*cases), "Hur det avgjordes") == told


def test_no_reference_stands_in_it():
    assert "A-000" not in repr(report_of(*(affected(n, "utforare-c") for n in range(4))))


def test_a_person_whose_help_is_chosen_apart_is_one_person():
    content = example("krokom", "utforare-c")
    apart = ({"name": "Städning", "services": ["cleaning"]}, {"name": "Vård", "services": ["personal-care"]})
    rules = tuple(
        type(one).model_validate({**one.model_dump(mode="json"), "chosen_apart": apart})
        for one in content.municipality.rules
    )
    town = content.model_copy(
        update={"municipality": content.municipality.model_copy(update={"rules": rules})}
    )
    ada = affected(1, "utforare-c", services=("cleaning", "personal-care"))
    made = plans(town, EXIT, [ada], TODAY)
    assert len(made) == 2
    told = exit_report(town, EXIT, made, proof(town, EXIT, [ada], made), TODAY)
    assert {one.number for part in told.parts for one in part.counts} == {"1"}
