"""Choices as JSON: what was stored, the words it was asked and answered in, and what explains both."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from pydantic import JsonValue

from hemval.forms.columns.dictionary import Entry, as_json
from hemval.forms.columns.schema import form_schema
from hemval.handover.chains import CHAINED, CHAINED_TOLD, Chain
from hemval.handover.delivery import Delivery
from hemval.handover.dictionary_table import FIXED_TOLD
from hemval.handover.rows import FIXED, Damaged
from hemval.handover.told import CHANNELS, REASONS, WORDS
from hemval.queue.submission import Submission
from hemval.words import sentence
from hemval.words.dates import SWEDEN

NOT_HANDED_OVER = {"form", "schema_version", "outcome"}
"""What the rules said is Hemval's own matter; the form is the same for all."""

HEADINGS = {
    **FIXED,
    "id": sentence("Row number"),
    "answers": sentence("Answers as stored"),
    "asked": sentence("Questions and answers in words"),
    **CHAINED,
}

HOLDS = {
    **FIXED_TOLD,
    "received_at": sentence("The moment, with its distance from world time (UTC)"),
    "id": sentence("Hemval's own number of the case: the log starts with its first signs"),
    "answers": sentence("By the ids that stand under columns of the same version, and as its schema says"),
    "asked": sentence("Each question that was put, as it was put, with the answer in words"),
    **CHAINED_TOLD,
}

VALUES = {
    "channel": CHANNELS,
    "review": {reason: told for reason, (told, _) in REASONS.items()},
}
"""What is stored of a field that has words of its own in a table."""


def json_bytes(delivery: Delivery, made_at: datetime) -> bytes:
    """Return the file; the same choices and time give the same bytes.

    A version's schema is there where the form still is that version: the answers follow it. What officers
    registered from paper may lack answers that it requires.
    """
    definition = delivery.definition
    current = [definition] if definition and definition.version in delivery.versions else []
    whole: dict[str, JsonValue] = {
        "form": delivery.form,
        "title": delivery.title,
        "made_at": made_at.astimezone(SWEDEN).isoformat(timespec="seconds"),
        "fields": [as_json(entry) for entry in _fields(delivery)],
        "versions": [
            {
                "version": version,
                "columns": [as_json(entry) for entry in delivery.dictionary(version)],
                "schema": next((form_schema(form) for form in current if form.version == version), None),
            }
            for version in delivery.versions
        ],
        "submissions": [_submission(one, delivery.chains) for one in delivery.opened],
        "damaged": [_damaged(one) for one in delivery.damaged],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _fields(delivery: Delivery) -> Iterator[Entry]:
    """Say what every name in a submission holds, in the order that they stand in it."""
    last = CHAINED if delivery.chains is not None else {}
    for name in [*(name for name in Submission.model_fields if name not in NOT_HANDED_OVER), *last]:
        values = {value: WORDS.say(words) for value, words in VALUES.get(name, {}).items()}
        yield Entry(name, WORDS.say(HEADINGS[name]), holds=WORDS.say(HOLDS[name]), values=values)


def _submission(one: Submission, chains: Mapping[str, Chain] | None) -> JsonValue:
    plain: dict[str, JsonValue] = one.model_dump(mode="json", exclude=NOT_HANDED_OVER)
    return plain if chains is None else {**plain, **chains.get(one.id, Chain()).told()}


def _damaged(one: Damaged) -> JsonValue:
    return {"id": one.id, "received_at": one.received_at.isoformat()}
