"""Why the rules said what they said, a sentence a step, for officers and for whoever asks afterwards."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import groupby

from hemval.content.lead_times import Calendar
from hemval.rules.reason import Code, Reason
from hemval.rules.situation import Inputs
from hemval.rules.told.holiday_names import holiday_name
from hemval.rules.told.start import clock_told
from hemval.words import Words, sentence
from hemval.words.dates import day_told, joined, month_told, number_told, weekday_told
from hemval.words.plain import sentence_case

WHY_HINDERED = {
    "not-approved": sentence("it is not approved yet"),
    "no-first-day": sentence("its first day is not decided"),
    "not-begun": sentence("it has not begun then"),
    "stops": sentence("it stops before then"),
    "stopped": sentence("it has stopped"),
    "other-area": sentence("it does not work in the area"),
    "other-service": sentence("it is not approved for all the help"),
    "takes-nobody": sentence("it takes no new people"),
    "asked-for": sentence("it is the one waited for"),
    "warned": sentence("it has a warning"),
    "full": sentence("it has a queue"),
    "excluded": sentence("the rule leaves it out"),
    "area-unknown": sentence("it does not work everywhere, and where the person lives is not known"),
    "help-unknown": sentence("it does not give all kinds of help, and what is granted is not known"),
    "unknown": sentence("it is not among the providers"),
}
"""Why a provider is out of the question: ``Hindrance`` (hemval.rules.choosable), and the rule's own."""

PERIODS = {
    "week": sentence("The turn goes by the week."),
    "month": sentence("The turn goes by the month."),
    "quarter": sentence("The turn goes by the quarter."),
}


def reason_told(reason: Reason, inputs: Inputs, words: Words) -> str:
    """Say one step in a whole sentence, or a few; names are those of when the case was judged."""
    return sentence_case(TOLD[reason.code](_Telling(reason, inputs, words)))


def name_told(identity: str | None, inputs: Inputs, words: Words) -> str:
    """Name a provider as it was called when the case was judged."""
    standing = inputs.standing(identity)
    return standing.name if standing else words.say("a provider that is not here any more")


class _Telling:
    """One reason on its way to words."""

    def __init__(self, reason: Reason, inputs: Inputs, words: Words) -> None:
        self.values = reason.values
        self.inputs = inputs
        self.words = words

    def name(self, value: str = "provider") -> str:
        return name_told(str(self.values[value]), self.inputs, self.words)

    def names(self, value: str) -> str:
        return joined([name_told(one, self.inputs, self.words) for one in self.several(value)], self.words)

    def several(self, value: str) -> tuple[str, ...]:
        found = self.values[value]
        return found if isinstance(found, tuple) else ()

    def day(self, value: str = "day") -> str:
        return weekday_told(date.fromisoformat(str(self.values[value])), self.words)

    def number(self, value: str) -> int:
        return int(str(self.values[value]))

    def why(self) -> str:
        return self.words.say(WHY_HINDERED[str(self.values["why"])])


def _say(told: str, telling: _Telling) -> str:
    """Say a sentence with the provider and the days that it has places for."""
    filled: dict[str, str] = {}
    for value in telling.values:
        if f"%({value})s" in told:
            filled[value] = telling.name(value) if value == "provider" else telling.day(value)
    return telling.words.say(told, **filled)


def _exit(telling: _Telling) -> str:
    if "provider" in telling.values:
        return _say(
            "%(provider)s stops. The last day is %(last_day)s, so another helps from %(day)s.", telling
        )
    return _say(
        "Several providers stop on one day, and the person has one of them. "
        "The last day is %(last_day)s, so another helps from %(day)s.",
        telling,
    )


def _late(telling: _Telling) -> str:
    return telling.words.say(
        "It counts as if it came in on %(day)s: what comes at %(clock)s or later waits, as on a day off.",
        day=telling.day(),
        clock=clock_told(str(telling.values["clock"]), telling.words),
    )


def _counted(telling: _Telling) -> str:
    words, number = telling.words, telling.number("days")
    first, last = (date.fromisoformat(str(telling.values[end])) for end in ("first", "last"))
    if telling.values["working"]:
        told = words.count(
            "%(number)s working day is counted: %(first)s.",
            "%(number)s working days are counted, from %(first)s to %(last)s.",
            number,
            number=number_told(number, words),
            first=day_told(first, words),
            last=day_told(last, words),
        )
    else:
        told = words.count(
            "%(number)s day is counted: %(first)s.",
            "%(number)s days are counted, from %(first)s to %(last)s.",
            number,
            number=number_told(number, words),
            first=day_told(first, words),
            last=day_told(last, words),
        )
    told = told[:1].upper() + told[1:]
    skipped = [date.fromisoformat(one) for one in telling.several("skipped")]
    if not skipped:
        return told
    passed_over = words.say("Not counted: %(days)s.", days=_days_told(skipped, telling))
    return f"{told} {passed_over}"


def _days_told(days: list[date], telling: _Telling) -> str:
    """Name days, those of a month together and holidays by their names: 24 (julafton) och 27 december."""
    lead = telling.inputs.rules.lead_time
    kinds = lead.holidays if isinstance(lead, Calendar) else ()
    months = []
    for (year, month), together in groupby(days, key=lambda day: (day.year, day.month)):
        named = []
        for day in together:
            name = holiday_name(day, kinds, telling.words.language)
            named.append(f"{day.day} ({name})" if name else str(day.day))
        months.append(f"{joined(named, telling.words)} {month_told(date(year, month, 1), telling.words)}")
    return joined(months, telling.words)


def _month(telling: _Telling) -> str:
    told = (
        sentence("It was told by the %(told_by)s, which counts to %(day)s.")
        if telling.values["in_time"]
        else sentence("It was told after the %(told_by)s, which counts to %(day)s.")
    )
    return telling.words.say(told, told_by=telling.number("told_by"), day=telling.day())


def _moved(telling: _Telling) -> str:
    return telling.words.say(
        "Nobody may begin on %(day)s, so it is moved to %(to)s.", day=telling.day(), to=telling.day("to")
    )


def _hindered(telling: _Telling) -> str:
    day = str(telling.values["day"])
    if not day:
        return telling.words.say("%(name)s cannot help: %(why)s.", name=telling.name(), why=telling.why())
    return telling.words.say(
        "%(name)s cannot help: %(why)s (%(day)s).",
        name=telling.name(),
        why=telling.why(),
        day=day_told(date.fromisoformat(day), telling.words),
    )


def _cannot_keep(telling: _Telling) -> str:
    return telling.words.say(
        "%(name)s, who helps today, cannot go on after that: %(why)s.", name=telling.name(), why=telling.why()
    )


def _candidate_out(telling: _Telling) -> str:
    return telling.words.say("%(name)s is passed over: %(why)s.", name=telling.name(), why=telling.why())


def _most_free(telling: _Telling) -> str:
    if not telling.values["known"]:
        return telling.words.say("%(name)s is the one that can help.", name=telling.name())
    return telling.words.say(
        "%(name)s has most room: %(hours)s free hours a month.",
        name=telling.name(),
        hours=number_told(telling.number("hours"), telling.words),
    )


def _tie(telling: _Telling) -> str:
    if not telling.values["known"]:
        return telling.words.say(
            "%(names)s can help. Which of them has most room is not known.", names=telling.names("providers")
        )
    return telling.words.say(
        "%(names)s have equally much room: %(hours)s free hours a month.",
        names=telling.names("providers"),
        hours=number_told(telling.number("hours"), telling.words),
    )


def _period(telling: _Telling) -> str:
    told = telling.words.say(PERIODS[str(telling.values["period"])])
    turn = telling.words.say("On %(day)s it is the turn of %(name)s.", day=telling.day(), name=telling.name())
    if telling.values["gets"] == telling.values["provider"]:
        return f"{told} {turn}"
    instead = telling.words.say("The next that can help is %(name)s.", name=telling.name("gets"))
    return f"{told} {turn} {instead}"


def _in_turn(telling: _Telling) -> str:
    if not telling.values["after"]:
        return telling.words.say("%(name)s is first in turn.", name=telling.name())
    return telling.words.say(
        "%(name)s is next in turn after %(after)s, who was given the last one.",
        name=telling.name(),
        after=telling.name("after"),
    )


def _drawn(telling: _Telling) -> str:
    return telling.words.say(
        "%(name)s was drawn by lot among %(names)s. The draw can be repeated: %(lot)s.",
        name=telling.name(),
        names=telling.names("among"),
        lot=str(telling.values["lot"])[:12],
    )


def _free_unknown(telling: _Telling) -> str:
    return telling.words.say("It is not known how much room %(names)s has.", names=telling.names("providers"))


def _plain(told: str) -> Callable[[_Telling], str]:
    return partial(_say, told)


TOLD: dict[Code, Callable[[_Telling], str]] = {
    "told-on": _plain(sentence("It came in on %(day)s.")),
    "told-late": _late,
    "counted": _counted,
    "at-most": _plain(sentence("The rules say only how long it takes at most.")),
    "month": _month,
    "not-promised": _plain(sentence("The rules promise no time.")),
    "moved": _moved,
    "earliest": _plain(sentence("The earliest start is %(day)s.")),
    "latest": _plain(sentence("The latest start is %(day)s.")),
    "exit": _exit,
    "wish-granted": _plain(sentence("%(provider)s was asked for and can help.")),
    "wish-hindered": _hindered,
    "wish-full": _plain(sentence("%(provider)s was asked for and has a queue.")),
    "wish-waits": _plain(sentence("The person stands in the queue of %(provider)s.")),
    "keeps": _plain(sentence("%(provider)s, who helps today, goes on.")),
    "wish-next": _plain(
        sentence(
            "%(provider)s was asked for too and has room: it can help if the person does not want to wait."
        )
    ),
    "cannot-keep": _cannot_keep,
    "until-start": _plain(sentence("%(provider)s, who helps today, goes on until the start.")),
    "elsewhere": _plain(sentence("%(provider)s was asked for too, has room and helps meanwhile.")),
    "no-wish": _plain(sentence("Nobody was asked for.")),
    "wishes-out": _plain(sentence("None of those that were asked for can help.")),
    "candidate-out": _candidate_out,
    "named": _plain(sentence("The no-choice rule names %(provider)s.")),
    "most-free": _most_free,
    "free-unknown": _free_unknown,
    "tie": _tie,
    "period": _period,
    "in-turn": _in_turn,
    "drawn": _drawn,
    "appointed": _plain(sentence("By the rules the municipality says who helps.")),
    "nobody-left": _plain(sentence("The no-choice rule leaves nobody. The municipality says who helps.")),
    "when-handled": _plain(sentence("The no-choice rule is worked out when the case is handled.")),
}
"""A sentence for each code."""
