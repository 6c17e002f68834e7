"""Ways through the choice form that several tests take."""

from tests.public.client import Citizen

PERSON = {
    "who": "myself",
    "authority": "guardian",
    "wants": "yes",
    "tie": "no",
    "granted": "yes",
    "protected": "",
    "name": "Åsa Öberg",
    "identity-number": "19380412-9819",
    "support": "_none",
    "code": "",
    "services": "_unknown",
    "interpreter-language": "Persiska",
    "contact": "phone",
    "call-whom": "person",
    "phone": "070-174 06 05",
    "area": "_unknown",
    "second": "_none",
    "third": "_none",
    "queue": "wait",
    "address": "",
    "start": "",
    "reason": "",
    "email": "",
}


def go(citizen: Citizen, until: str = "kontrollera", **answers: str) -> Citizen:
    """Start where the citizen is, or at /valj/, and answer page after page until one is reached."""
    if "/valj/" not in citizen.path:
        citizen.get("/valj/")
    answers = {**PERSON, **answers}
    for _ in range(30):
        if citizen.question == until:
            return citizen
        page = citizen.question
        citizen.answer(answers[page])
        assert citizen.question != page, citizen.words
    raise AssertionError(f"never came to {until}")
