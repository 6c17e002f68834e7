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


MEANWHILE = {
    "queue-and-elsewhere": (
        sentence("Meanwhile another provider helps you. If you already have help, you keep it until then."),
        sentence("Meanwhile another provider helps. If help is already given, it goes on until then."),
    ),
    "queue-and-stay": (
        sentence(
            "Meanwhile you keep the help that you have. "
            "If you have none, another provider helps you until then."
        ),
        sentence(
            "Help that is already given goes on meanwhile. "
            "If there is none, another provider helps until then."
        ),
    ),
}
"""Who helps a person who waits in a queue: said to the reader, and of anybody."""


def meanwhile_told(rules: RuleSet, words: Words, *, to_reader: bool = True, at_exit: bool = False) -> str:
    """Say who helps a person who waits in a queue; in a form, who reads may be choosing for another.

    At an exit no help goes on until then: whoever gives it stops.
    """
    if at_exit:
        stops = sentence("Until its last day today’s provider helps. Then another one helps meanwhile.")
        return words.say(stops)
    to_you, of_anybody = MEANWHILE.get(rules.when_full, MEANWHILE["queue-and-stay"])
    return words.say(to_you if to_reader else of_anybody)


def waiting_order_told(rules: RuleSet, words: Words) -> str | None:
    """Say who gets room first: the order of receipt (DOMAIN §1); nothing where nobody waits."""
    if rules.when_full == "next-choice":
        return None
    return words.say(
        "The one who chose first gets room first. "
        "If the municipality makes an exception, it writes down the reason."
    )
