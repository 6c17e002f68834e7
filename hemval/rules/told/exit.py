"""What an exit means for those whose provider stops: by when to choose, and what happens otherwise."""

from datetime import date

from hemval.content.exit import Exit
from hemval.content.provider import Provider
from hemval.content.whole import Content
from hemval.rules.told.no_choice import no_choice_told
from hemval.words import Words
from hemval.words.dates import day_told


def exit_told(provider: Provider, content: Content, today: date, words: Words) -> str:
    """Say by when to choose and who helps otherwise; nothing before the letters, or after the last day."""
    one = _told_of(provider, content, today)
    if one is None:
        return ""
    deadline = day_told(one.deadline, words)
    rule = no_choice_told(content.rules_at_exit(provider.id, today), content, words, today)
    if not one.chosen_by_rule_on(today):
        return f"{words.say('Choose a new one by %(day)s.', day=deadline)} {rule}"
    passed = words.say("The last day to choose was %(day)s.", day=deadline)
    return f"{passed} {rule} {words.say('You can choose another later, when you want.')}"


def choose_by_told(provider: Provider, content: Content, today: date, words: Words) -> str:
    """Say only by when to choose, where providers stand beside each other; nothing after that day."""
    one = _told_of(provider, content, today)
    if one is None or one.chosen_by_rule_on(today):
        return ""
    day = day_told(one.deadline, words)
    return words.say("Do you have help from there? Choose a new one by %(day)s.", day=day)


def no_choice_at_exits_told(content: Content, today: date, words: Words) -> str:
    """Say who helps those who do not choose when their provider stops, on a page about all who stop.

    Where the exits under way have other rules than each other, it leads to what is told of each.
    """
    stopping = [one for each in content.exits_under_way(today).values() for one in each.providers]
    told = {no_choice_told(content.rules_at_exit(one, today), content, words, today) for one in stopping}
    if len(told) > 1:
        return words.say("It is told above of each provider who helps you if you do not choose.")
    return next(iter(told), no_choice_told(content.rules_at_exit(None, today), content, words, today))


def _told_of(provider: Provider, content: Content, today: date) -> Exit | None:
    """Return the exit that citizens are told of for a provider that has not stopped yet."""
    found = content.exit_of(provider.id)
    last_day = provider.agreement.last_day
    if found is None or last_day is None or today > last_day or found[1].letters > today:
        return None
    return found[1]
