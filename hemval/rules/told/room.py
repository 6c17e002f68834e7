"""Room at a provider, and what happens where there is none, in sentences for citizens."""

from hemval.content.rule_set import RuleSet
from hemval.words import Words, sentence


def room_told(state: str | None, words: Words) -> str:
    """Say in two words whether a provider has room."""
    sentences = {
        "open": sentence("Has room"),
        "queue": sentence("Queue"),
        "closed": sentence("Takes nobody now"),
    }
    return words.say(sentences[state]) if state else words.say("No information about room")


def when_full_told(rules: RuleSet, words: Words) -> str:
    """Say what happens when the provider has no room."""
    if rules.when_full == "next-choice":
        return words.say("If the provider has no room, you get your next choice.")
    wait = words.say("If the provider has no room, you can wait in its queue.")
    return f"{wait} {meanwhile_told(rules, words)}"


def full_at_exit_told(rules: RuleSet, words: Words) -> str:
    """Say what happens when the one asked for has no room and today's provider stops."""
    if rules.when_full == "next-choice":
        return when_full_told(rules, words)
    wait = words.say("If the provider has no room, you can wait in its queue.")
    return f"{wait} {words.say('Meanwhile another provider helps you.')}"


def meanwhile_told(rules: RuleSet, words: Words) -> str:
    """Say who helps a person who waits in a queue."""
    if rules.when_full == "queue-and-elsewhere":
        return words.say(
            "Meanwhile another provider helps you. If you already have help, you keep it until then."
        )
    return words.say(
        "Meanwhile you keep the help that you have. If you have none, another provider helps you until then."
    )


def waiting_order_told(rules: RuleSet, words: Words) -> str | None:
    """Say who gets room first: the order of receipt (DOMAIN §1); nothing where nobody waits."""
    if rules.when_full == "next-choice":
        return None
    return words.say(
        "The one who chose first gets room first. "
        "If the municipality makes an exception, it writes down the reason."
    )
