"""What the rules say, quoted to a writer whose prose says otherwise."""

from datetime import date

from hemval.editing.prose.against import Against
from hemval.pages.municipal_facts import municipal_facts
from hemval.words import words_in


def rule_quoted(against: Against, day: date, fact: str) -> str:
    """Quote the sentence that pages print of a rule on a day, with the day its set began."""
    words = words_in("sv")
    rules = against.content.municipality.rules_on(day)
    return words.say(
        "The rules from %(day)s say otherwise: ”%(rule)s”",
        day=rules.valid_from.isoformat(),
        rule=municipal_facts(against.content, words, day)["rules"][fact],
    )
