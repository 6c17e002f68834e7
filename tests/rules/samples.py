"""Rules, providers and content for the rules' tests, made in code: nothing but what a test turns on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.provider import Provider
from hemval.content.room import Room
from hemval.content.rule_set import RuleSet
from hemval.content.whole import Content
from hemval.rules.reason import Reason
from hemval.rules.situation import Inputs, Situation, Standing
from hemval.settings import PROJECT

FOLDERS = {
    "lindvik": Folder(PROJECT, PROJECT),
    **{
        name: Folder(PROJECT / "examples" / name, PROJECT)
        for name in ("botkyrka", "krokom", "orebro", "strangnas")
    },
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


def standing(identity: str, **changes: Any) -> Standing:
    return Standing.model_validate(
        {
            "id": identity,
            "name": f"Utförare {identity.upper()}",
            "begins": "2020-01-01",
            "last_day": None,
            "approved_for": ["service", "personal-care"],
            "areas": ["norra", "sodra"],
            "warned": False,
            "room": "open",
            "room_as_of": "2026-11-18",
            "free_hours": None,
            **changes,
        }
    )


def inputs(
    *providers: Standing, last_given: str | None = None, rules: dict[str, Any] | None = None, **case: Any
) -> Inputs:
    """Make what a case is judged by: received on Monday 23 November 2026 unless it says otherwise."""
    situation = {
        "received": "2026-11-23T09:00:00+01:00",
        "kind": "first",
        "area": "norra",
        "seed": "1",
        **case,
    }
    return Inputs(
        situation=Situation.model_validate(situation),
        rules=rule_set(**(rules or {})),
        content_version="1",
        providers=tuple(sorted(providers, key=lambda one: one.id)),
        all_providers=True,
        last_given=last_given,
    )


def told(reasons: Iterable[Reason]) -> str:
    """Write reasons in short: code, and the provider and why where it has them."""
    parts = [[one.code, one.values.get("provider"), one.values.get("why")] for one in reasons]
    return " ".join(":".join(str(part) for part in one if part) for one in parts)
