"""What has become of an affected person, and why nobody is known who helps afterwards, in a few words."""

from hemval.rules.exits.plan import Status
from hemval.rules.exits.proof import Reason
from hemval.words import Words, sentence

STATUSES: dict[Status, str] = {
    "gone": sentence("Not affected any more"),
    "protected": sentence("Handled by telephone"),
    "contested": sentence("Two persons have used the code"),
    "chosen": sentence("Has chosen"),
    "waits": sentence("Waits for the chosen one, another helps meanwhile"),
    "default": sentence("Given by the rule"),
    "appointed": sentence("Appointed by the municipality"),
    "not-yet": sentence("Nothing yet"),
}

GAPS: dict[Reason, str] = {
    "not-yet": sentence("nobody is chosen or given yet"),
    "contested": sentence("choices of different persons have the code: find out whose it is"),
    "protected": sentence("protected personal data: handle it by telephone and appoint"),
    "must-appoint": sentence("the rule leaves it to the municipality to appoint"),
    "nobody": sentence("the rule finds nobody who can help: appoint"),
    "no-last-day": sentence("the provider has no last day any more"),
    "not-in-exit": sentence("the provider is not in this exit any more"),
    "damaged": sentence("what is kept of the person is damaged"),
    "day-moved": sentence("the last day has moved since: run the rule again"),
    "late": sentence("the new one begins too late"),
    "successor-unknown": sentence("the new one is not among the providers"),
    "successor-not-approved": sentence("the new one is not approved"),
    "successor-not-begun": sentence("the new one has not begun then"),
    "successor-stops": sentence("the new one stops too"),
    "successor-other-area": sentence("the new one does not work in the area"),
    "successor-other-service": sentence("the new one is not approved for all the help"),
    "left-out": sentence("missing in the plan"),
    "twice": sentence("stands twice in the plan"),
    "start-elsewhere": sentence("does not begin on the day after the last"),
}


def status_told(status: Status, words: Words) -> str:
    """Say in a few words what has become of somebody."""
    return words.say(STATUSES[status])


def gap_told(reason: Reason, words: Words) -> str:
    """Say why nobody is known who helps from the day after."""
    return words.say(GAPS[reason])
