"""Choices as JSON: what was stored, the words it was asked and answered in, and what explains both."""

import json
from collections.abc import Mapping
from datetime import datetime

from pydantic import JsonValue

from hemval.forms.dictionary import as_json
from hemval.forms.schema import form_schema
from hemval.handover.chains import Chain
from hemval.handover.delivery import Delivery
from hemval.handover.rows import Damaged
from hemval.queue.submission import Submission
from hemval.words.dates import SWEDEN

NOT_HANDED_OVER = {"form", "schema_version", "outcome"}
"""What the rules said is Hemval's own matter; the form is the same for all."""


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


def _submission(one: Submission, chains: Mapping[str, Chain] | None) -> JsonValue:
    plain: dict[str, JsonValue] = one.model_dump(mode="json", exclude=NOT_HANDED_OVER)
    return plain if chains is None else {**plain, **chains.get(one.id, Chain()).told()}


def _damaged(one: Damaged) -> JsonValue:
    return {"id": one.id, "received_at": one.received_at.isoformat()}
