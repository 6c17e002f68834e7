"""Rules, providers and content for the rules' tests, made in code: nothing but what a test turns on."""

from datetime import date
from typing import Any

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.provider import Provider
from hemval.content.room import Room
from hemval.content.rule_set import RuleSet
from hemval.content.whole import Content
from hemval.settings import PROJECT

FOLDERS = {
    "lindvik": Folder(PROJECT, PROJECT),
    "botkyrka": Folder(PROJECT / "examples" / "botkyrka", PROJECT),
}


def content_of(municipality: str) -> Content:
    content, findings = load(FOLDERS[municipality])
    assert content is not None, findings
    return content


def working_days(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "working-days",
        "days": 5,
        "first_day": "informed",
        "holidays": ["public", "eve"],
        "start_on_weekend": False,
        **changes,
    }


def rule_set(**changes: Any) -> RuleSet:
    rules: dict[str, Any] = {
        "valid_from": "2026-01-01",
        "law": "LOV",
        "no_choice": {"kind": "free-capacity"},
        "when_full": "queue-and-stay",
        "lead_time": working_days(),
        "alarm_in_choice": False,
        "extras": "allowed",
        "ranked_choices": 2,
    }
    return RuleSet.model_validate(rules | changes)


def provider(
    identity: str = "a",
    name: str = "A",
    begins: str = "2020-01-01",
    last_day: str | None = None,
    **agreement: Any,
) -> Provider:
    return Provider.model_validate(
        {
            "id": identity,
            "name": name,
            "identity": {"legal_name": name, "operating_form": "private"},
            "agreement": {
                "begins": begins,
                "last_day": last_day,
                "end": "leaves" if last_day else None,
                "approved_for": ["service"],
                "areas": ["norra"],
                "hours": "Alla dagar",
                **agreement,
            },
            "offer": {"presentation": "Vi finns.", "languages": {"sv": "always"}},
            "contact": {},
            "review": {"reviewed": "2026-11-01"},
        }
    )


def room(state: str) -> Room:
    return Room.model_validate({"state": state, "as_of": "2026-11-18"})


def day(iso: str) -> date:
    return date.fromisoformat(iso)
