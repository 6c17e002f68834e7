"""Choices with invented people."""

from datetime import UTC, datetime, timedelta

from hemval.queue.reference import reference_of, row_id_of
from hemval.queue.submission import Asked, Submission

RECEIVED = datetime(2026, 12, 2, 8, 5, tzinfo=UTC)
NUMBER = "19380412-9819"


def choice(n: int = 0, name: str = "Åsa Öst", phone: str = "070-174 06 05", **other: object) -> Submission:
    """Make the n-th choice of the morning."""
    row_id, reference = row_id_of(f"draft {n}", {}, bytes(32)), reference_of(f"draft {n}", bytes(32))
    asked = {
        "name": ("Namn", name),
        "identity-number": ("Personnummer", NUMBER),
        "phone": ("Telefon", phone),
        "kind": ("Valet gäller", "Byta till en annan utförare"),
        "provider": ("Utförare", "Solgården"),
    }
    values: dict[str, object] = {
        "id": row_id,
        "reference": reference,
        "received_at": RECEIVED + timedelta(seconds=n),
        "form": "choice",
        "form_version": 1,
        "content_version": "0012e4567890",
        "language": "en",
        "channel": "web",
        "answers": {"name": name, "phone": phone, "kind": "switch", "provider": "solgarden"},
        "asked": tuple(Asked(id=id_, question=q, answer=a) for id_, (q, a) in asked.items()),
    }
    return Submission.model_validate(values | other)


COMPLETE = {
    "who": "myself",
    "granted": "yes",
    "name": "Åsa Öberg",
    "identity-number": "193804129819",
    "support": "_none",
    "contact": "phone",
    "phone": "070-174 06 05",
    "kind": "first",
    "area": "centrum",
    "provider": "bjorkens-hemtjanst",
    "second": "_none",
}
"""A first choice as an officer keys it in from paper, field by field."""
