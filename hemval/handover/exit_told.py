"""What has become of a person whose provider stops, in words for officers, the board and the case system."""

from hemval.content.whole import Content
from hemval.handover.told import WORDS
from hemval.rules.exits.plan import Plan, Status, Unasked
from hemval.rules.exits.proof import Reason
from hemval.rules.told.reasons import reason_told
from hemval.words import sentence
from hemval.words.dates import day_told, joined

STATUSES: dict[Status, str] = {
    "chosen": sentence("Has chosen"),
    "waits": sentence("Has chosen, and waits in a queue"),
    "default": sentence("By the rule for those who do not choose"),
    "appointed": sentence("Appointed by the municipality"),
    "call-me": sentence("Wants to be called"),
    "unmet": sentence("The wish cannot be met"),
    "left-to-rule": sentence("Leaves it to the municipality"),
    "not-yet": sentence("Has not chosen yet"),
    "contested": sentence("More than one person has used the code"),
    "protected": sentence("Handled by telephone"),
    "gone": sentence("Not affected any more"),
}
"""In the order in which a count of them stands."""

REASONS: dict[Reason, tuple[str, str]] = {
    "not-yet": (
        sentence("Has not chosen yet"),
        sentence(
            "Call if the letter came back. Else wait for an answer, and remind if the plan has a day for it."
        ),
    ),
    "call-me": (
        sentence("Wants to be called"),
        sentence("Call, and key in what the person chooses with the code. Or appoint a provider."),
    ),
    "unmet": (
        sentence("The wish cannot be met"),
        sentence("Call and ask for another wish, and key it in with the code. Or appoint a provider."),
    ),
    "left-to-rule": (
        sentence("Leaves it to the municipality"),
        sentence("The rule gives somebody when the time to choose is over. Nobody is to be reminded."),
    ),
    "to-run": (
        sentence("The rule is to be run"),
        sentence("The time to choose is over. The rule is run by a co-ordinator, from the page of the exit."),
    ),
    "alone": (
        sentence("Nobody helps yet while the person waits in a queue"),
        sentence(
            "Ask whether the person would rather have another, or appoint who helps meanwhile. "
            "The place in the queue is kept."
        ),
    ),
    "contested": (
        sentence("More than one person has used the code"),
        sentence("Call and ask who was sent the letter. Then tie the choice that is right."),
    ),
    "protected": (
        sentence("Handled by telephone"),
        sentence(
            "The case is protected. "
            "Handle the switch by telephone, appoint a provider, and follow your routine."
        ),
    ),
    "must-appoint": (
        sentence("The municipality is to appoint a provider"),
        sentence("Appoint a provider."),
    ),
    "nobody": (
        sentence("The rule finds no provider"),
        sentence("See why below the reference. Then appoint a provider."),
    ),
    "no-last-day": (
        sentence("The provider has no last day"),
        sentence("Write the last day in the provider's file."),
    ),
    "not-in-exit": (
        sentence("Has a provider that is not in the exit"),
        sentence("Correct the list, or add the provider to the exit."),
    ),
    "damaged": (
        sentence("Damaged, cannot be opened"),
        sentence("Report it at once to whoever runs Hemval. See to the person by the case system meanwhile."),
    ),
    "day-moved": (
        sentence("The last day was moved after this was decided"),
        sentence("Run the rule once more, or appoint again."),
    ),
    "late": (
        sentence("The new provider begins too late"),
        sentence("Appoint who helps from the day after the last."),
    ),
    "start-elsewhere": (
        sentence("The new provider does not begin on the day after the last"),
        sentence("Appoint who helps from the day after the last."),
    ),
    "successor-unknown": (
        sentence("The new provider is not among the providers"),
        sentence("Run the rule once more, or appoint another."),
    ),
    "successor-not-approved": (
        sentence("The new provider is not approved"),
        sentence("Run the rule once more, or appoint another."),
    ),
    "successor-not-begun": (
        sentence("The new provider has not begun then"),
        sentence("Run the rule once more, or appoint another."),
    ),
    "successor-stops": (
        sentence("The new provider stops too"),
        sentence("Run the rule once more, or appoint another."),
    ),
    "successor-other-area": (
        sentence("The new provider does not work in the area"),
        sentence("Run the rule once more, or appoint another."),
    ),
    "successor-other-service": (
        sentence("The new provider is not approved for all the help"),
        sentence("Run the rule once more, or appoint another."),
    ),
    "area-unknown": (
        sentence("The area is not known, and the new provider does not work in all of them"),
        sentence("Write the area in the case system's list, and read the list in again."),
    ),
    "help-unknown": (
        sentence("The help is not known, and the new provider is not approved for all of it"),
        sentence("Write the help in the case system's list, and read the list in again."),
    ),
    "left-out": (
        sentence("Is missing among those who were gone through"),
        sentence("Report it to whoever runs Hemval, and see to the person by the case system."),
    ),
    "twice": (
        sentence("Was gone through twice"),
        sentence("Report it to whoever runs Hemval, and see to the person by the case system."),
    ),
}
"""Why it cannot be said who helps from the day after, each with what to do."""

UNASKED: dict[Unasked, tuple[str, str]] = {
    "returned": (
        sentence("The letter came back"),
        sentence("Call the person, or find the right address."),
    ),
    "no-letter": (
        sentence("Has got no letter"),
        sentence("Make the letter and post it, or call. Is it posted already: note it."),
    ),
    "no-letter-late": (
        sentence("Has got no letter, and the time to choose is over"),
        sentence(
            "Call the person. Or move the last day to choose in the plan, and send a letter. "
            "Else the person gets whom the rule gives."
        ),
    ),
    "no-letter-appoint": (
        sentence("Has got no letter, and the municipality is to appoint a provider"),
        sentence(
            "Call the person, then appoint. Or move the last day to choose in the plan, and send a letter."
        ),
    ),
}
"""The same of whoever was never asked: nobody waits for an answer there."""

NOT_APPOINTED = {
    "has-chosen": sentence("The person has chosen a provider that can help. Nobody is appointed instead."),
    "no-such-part": sentence("The person does not have that kind of help"),
}
"""Why nobody is appointed, beside what is wrong with a provider."""


def not_appointed_told(reason: str) -> str:
    """Say why a provider cannot be appointed for somebody."""
    gaps = {name: told for name, (told, _) in REASONS.items()}
    told = NOT_APPOINTED.get(reason) or next((one for name, one in gaps.items() if name == reason), "")
    return WORDS.say(told) if told else reason


def provider_told(provider_id: str | None, content: Content) -> str:
    """Name a provider; its id where there is none of it any more, and nothing for nobody."""
    if provider_id is None:
        return ""
    found = content.providers.get(provider_id)
    return found.name if found is not None else provider_id


def successor_told(plan: Plan, content: Content) -> str:
    """Say who helps from the day after, and for whom the person waits."""
    helper = provider_told(plan.helper, content)
    if plan.waits_for is None:
        return helper
    waits_for = provider_told(plan.waits_for, content)
    return WORDS.say("%(helper)s, while waiting for %(provider)s", helper=helper, provider=waits_for)


def waiting_told(plan: Plan, content: Content) -> str:
    """Say for whom somebody waits who has chosen, where nobody helps meanwhile yet; else nothing."""
    if plan.waits_for is None or plan.helper is not None:
        return ""
    waits_for = provider_told(plan.waits_for, content)
    return WORDS.say(
        "Has chosen %(provider)s, which has a queue. Nobody helps meanwhile yet", provider=waits_for
    )


def why_and_advice(reason: Reason | Unasked) -> tuple[str, str]:
    """Say in a few words why nobody is known, and what to do."""
    why, advice = next(told for one, told in (*REASONS.items(), *UNASKED.items()) if one == reason)
    return WORDS.say(why), WORDS.say(advice)


def gap_told(plan: Plan) -> str:
    """Say in a few words why nobody is known; empty where somebody is."""
    return why_and_advice(plan.unasked or plan.gap)[0] if plan.gap is not None else ""


def advice_told(plan: Plan) -> str:
    """Say what to do where nobody is known; empty where somebody is."""
    return why_and_advice(plan.unasked or plan.gap)[1] if plan.gap is not None else ""


def why_told(plan: Plan) -> tuple[str, ...]:
    """Say step by step how the rules came to it; nothing of an appointment."""
    if plan.outcome is None:
        return ()
    inputs = plan.outcome.inputs
    return tuple(
        # "Asks for nobody" is said of whoever has answered so: of the others it is not known.
        WORDS.say("The person has not chosen.")
        if reason.code == "no-wish" and not plan.choice
        else reason_told(reason, inputs, WORDS)
        for reason in plan.reasons
    )


def why_in_a_row(plan: Plan, content: Content) -> str:
    """Say why in one line, as a cell of a file holds it; of an appointment who made it."""
    if plan.outcome is None and plan.status == "appointed":
        return WORDS.say(
            "The municipality has appointed %(provider)s.", provider=provider_told(plan.helper, content)
        )
    return " ".join(why_told(plan))


def exit_called(content: Content, exit_id: str) -> str:
    """Name an exit by its providers: "Utförare A och Utförare B slutar"."""
    one = content.exits.root[exit_id]
    names = [provider_told(provider, content) for provider in one.providers]
    return WORDS.count(
        "%(providers)s stops", "%(providers)s stop", len(names), providers=joined(names, WORDS)
    )


def unconfirmed_told(content: Content, exit_id: str) -> str:
    """Say that an exit is long over and not confirmed, so that nothing of it is purged."""
    days = last_days_told(content, exit_id) if exit_id in content.exits.root else ""
    if not days:
        return WORDS.say(
            "The exit %(exit)s has no last day in the published content, and it is not confirmed. "
            "What is kept of it stays. Write it in exits.yml again, and confirm it.",
            exit=exit_id,
        )
    return WORDS.say(
        "%(exit)s. Last day: %(day)s. The exit is not confirmed. What is kept of it stays.",
        exit=exit_called(content, exit_id), day=days,
    )  # fmt: skip


def last_days_told(content: Content, exit_id: str) -> str:
    """Say the last day of an exit; where its providers have different ones, from the first to the last."""
    providers = (content.providers.get(one) for one in content.exits.root[exit_id].providers)
    days = sorted({one.agreement.last_day for one in providers if one and one.agreement.last_day})
    if not days:
        return ""
    if len(days) == 1:
        return day_told(days[0], WORDS)
    return WORDS.say("%(first)s to %(last)s", first=day_told(days[0], WORDS), last=day_told(days[-1], WORDS))
