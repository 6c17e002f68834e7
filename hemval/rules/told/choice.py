"""What the choice is about, in sentences for citizens: how many, of what, and what stands beside it."""

from hemval.content.rule_set import RuleSet
from hemval.content.services import SERVICES
from hemval.content.whole import Content
from hemval.words import Words, sentence
from hemval.words.dates import number_told
from hemval.words.plain import sentence_case

LAW_NAMES = {
    "LOV": sentence("the Act on System of Choice in the Public Sector (LOV)"),
    "LOU": sentence("the Public Procurement Act (LOU)"),
}


def law_told(rules: RuleSet, words: Words) -> str | None:
    """Name the law that providers come in by; nothing where the municipality gives all help itself."""
    return words.say(LAW_NAMES[rules.law]) if rules.law in LAW_NAMES else None


def ranked_told(rules: RuleSet, words: Words) -> str:
    """Say how many providers a person may name."""
    return words.count(
        "You can name %(number)s provider in your choice.",
        "You can name %(number)s providers in your choice.",
        rules.ranked_choices,
        number=number_told(rules.ranked_choices, words),
    )


def chosen_apart_told(rules: RuleSet, words: Words) -> str:
    """Say whether one provider gives all the help, or each kind of help is chosen by itself."""
    if not rules.chosen_apart:
        return words.say("You choose one provider for all the help that the choice is about.")
    groups = [group.name.in_(words.language) for group in rules.chosen_apart]
    return words.say(
        "You choose a provider for each part by itself: %(services)s. "
        "It can be the same provider, or different ones.",
        services=", ".join(groups),
    )


def not_chosen_told(rules: RuleSet, content: Content, words: Words) -> str:
    """Say what help the same provider always gives; empty where everything is chosen."""
    told = []
    for one in rules.not_chosen:
        what = sentence_case(words.say(SERVICES[one.service]))
        if one.hours is not None:
            what = f"{what} ({one.hours.in_(words.language)})"
        name = content.providers[one.provider].name
        told.append(
            words.say("%(service)s: always %(provider)s, whomever you choose.", service=what, provider=name)
        )
    return " ".join(told)


def alarm_told(rules: RuleSet, words: Words) -> str:
    """Say whether the one who is chosen also comes when the alarm goes."""
    if rules.alarm_in_choice:
        return words.say("The provider you choose also comes when you press your safety alarm.")
    return words.say("Your safety alarm is not affected by whom you choose.")


def extras_told(rules: RuleSet, words: Words) -> str:
    """Say whether providers may sell what the decision does not grant."""
    if rules.extras == "allowed":
        return words.say(
            "Providers may sell extra services. You pay for them yourself, and need not buy any."
        )
    return words.say("Providers may not sell extra services.")


def ceiling_notice_told(rules: RuleSet, words: Words) -> str:
    """Say to providers how long it takes until they need not take on more."""
    if not rules.ceiling_notice:
        return words.say("If you want to take on fewer, it holds at once.")
    return words.count(
        "If you want to take on fewer, it holds after %(number)s day.",
        "If you want to take on fewer, it holds after %(number)s days.",
        rules.ceiling_notice,
        number=number_told(rules.ceiling_notice, words),
    )
