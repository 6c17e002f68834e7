"""What a case comes to by the rules: who helps, from when, who meanwhile, and why; made to be replayed."""

from dataclasses import replace
from datetime import date
from typing import Literal

from hemval.rules.candidate import can_go_on, helps_on, verdict_on
from hemval.rules.lead_time import EarliestStart, earliest_start, leaves_a_gap, start_at_exit
from hemval.rules.no_choice import given_by_rule
from hemval.rules.reason import Reason, because
from hemval.rules.situation import Input, Inputs

FORMAT: Literal[1] = 1
"""Raised when the same inputs would come to something else: outcomes stored before are judged as then."""


class Result(Input):
    """What the rules say of one case."""

    provider: str | None
    """Who helps from the start; None where the municipality appoints, or where the person waits."""
    waits_for: str | None
    """The provider in whose queue the person stands."""
    meanwhile: str | None
    """Who helps until then; None where nobody needs to, or where the municipality appoints."""
    appoint: bool
    """Whether the municipality must say who helps: the rules name nobody."""
    start: date | None
    latest: date | None
    reasons: tuple[Reason, ...]


class Outcome(Input):
    """A result with what it was made from: stored, told and reproduced a year later."""

    format: Literal[1] = FORMAT
    inputs: Inputs
    result: Result

    @property
    def replayed(self) -> "Outcome":
        """Judge the stored inputs once more; equal to this one unless something was changed."""
        return judged(self.inputs)


def judged(inputs: Inputs) -> Outcome:
    """Judge a case. Somebody helps, or it says that the municipality must appoint: nobody is left without."""
    return Outcome(inputs=inputs, result=_Judging(inputs).result())


class _Judging:
    """One case on its way through the rules, with the reasons as they come."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.case = inputs.situation
        self.today = self.case.moment.date()
        self.reasons: list[Reason] = []
        self.begins = self._begins()
        self.by = self.begins.day or self.begins.latest
        """The day from which a provider must be able to help; None where the rules do not say."""

    def result(self) -> Result:
        if not self.case.wishes:
            self.reasons.append(because("no-wish"))
            # Who has help and asks for nothing else keeps it, also where today's provider turns out to stay.
            return self._said(self.case.today) if self._keeps_today() else self._by_rule()
        full: list[str] = []
        for wish in self.case.wishes:
            if not self._can_have(wish):
                continue
            if not self._is_full(wish):
                self.reasons.append(because("wish-granted", provider=wish))
                return self._helped_by(wish)
            self.reasons.append(because("wish-full", provider=wish))
            full.append(wish)
            if self.inputs.rules.when_full != "next-choice":
                break
        if full:
            return self._waits_for(full[0])
        self.reasons.append(because("wishes-out"))
        if self._keeps_today():
            return self._said(self.case.today)
        return self._by_rule()

    def _begins(self) -> EarliestStart:
        """Work out the start: by the lead time, but never with a gap after today's provider's last day."""
        start = earliest_start(self.inputs.rules, self.today, self.case.moment.time())
        leaving = self.case.leaving
        left = self.inputs.standing(leaving[0] if leaving else self.case.today)
        if left is None or left.last_day is None or not self._leaves_a_gap(left.last_day, start.day):
            self.reasons += start.reasons
            return start
        follows = start_at_exit(self.inputs.rules, left.last_day, self.today)
        day = follows.day
        assert day is not None  # noqa: S101 - a last day has a day after it
        named = {} if leaving else {"provider": left.id}
        exits = because("exit", **named, last_day=left.last_day.isoformat(), day=day.isoformat())
        if start.day is None and self.case.kind != "exit":
            # Nobody can say when the new one begins, but the day when it must have begun is known.
            self.reasons += (*start.reasons, exits)
            return replace(start, latest=day)
        self.reasons.append(exits)
        return follows

    def _leaves_a_gap(self, last_day: date, start: date | None) -> bool:
        """Say whether the successor follows on the last day, whatever the lead time: always at an exit."""
        return self.case.kind == "exit" or leaves_a_gap(last_day, self.today, start)

    def _can_have(self, wish: str) -> bool:
        standing = self.inputs.standing(wish)
        if standing is None:
            self.reasons.append(because("wish-hindered", provider=wish, why="unknown", day=""))
            return False
        # Who asks for the one that helps today asks to stay: room is no matter.
        judge = can_go_on if wish == self.case.today else verdict_on
        verdict = judge(standing, self.inputs, self.by)
        if verdict.hindrance is not None:
            day = verdict.day.isoformat() if verdict.day else ""
            self.reasons.append(because("wish-hindered", provider=wish, why=verdict.hindrance, day=day))
        return verdict.choosable

    def _is_full(self, wish: str) -> bool:
        standing = self.inputs.standing(wish)
        return standing is not None and standing.room == "queue" and wish != self.case.today

    def _keeps_today(self) -> bool:
        """Say whether today's provider can go on helping after the new one would have begun."""
        today = self.inputs.standing(self.case.today)
        if today is None:
            return False
        verdict = can_go_on(today, self.inputs, self.by)
        if verdict.hindrance is None:
            self.reasons.append(because("keeps", provider=today.id))
        elif verdict.hindrance not in ("stops", "stopped"):
            self.reasons.append(because("cannot-keep", provider=today.id, why=verdict.hindrance))
        return verdict.choosable

    def _until_start(self) -> None:
        """Tell that today's provider stays until the new one starts; of an exit its last day is told."""
        today = self.inputs.standing(self.case.today)
        if today is not None and self.case.kind != "exit" and helps_on(today, self.today):
            self.reasons.append(because("until-start", provider=today.id))

    def _helped_by(self, provider: str) -> Result:
        if provider != self.case.today:
            self._until_start()
        return self._said(provider)

    def _waits_for(self, provider: str) -> Result:
        self.reasons.append(because("wish-waits", provider=provider))
        other = self._other_wish(provider)
        if self._keeps_today():
            self._may_have_instead(other)
            return self._said(None, waits_for=provider, meanwhile=self.case.today)
        if self.inputs.rules.when_full == "queue-and-elsewhere" and other:
            self.reasons.append(because("elsewhere", provider=other))
            self._until_start()
            return self._said(None, waits_for=provider, meanwhile=other)
        self._may_have_instead(other)
        given = given_by_rule(self.inputs, self.by, without=[provider])
        self.reasons += given.reasons
        self._until_start()
        return self._said(None, waits_for=provider, meanwhile=given.provider)

    def _may_have_instead(self, other: str | None) -> None:
        """Tell of a later wish that could be granted at once: the officer asks whether to wait."""
        if other:
            self.reasons.append(because("wish-next", provider=other))

    def _other_wish(self, full: str) -> str | None:
        """Find the next wish that has room, to help while the person waits for the first."""
        later = self.case.wishes[self.case.wishes.index(full) + 1 :]
        return next((one for one in later if not self._is_full(one) and self._can_have(one)), None)

    def _by_rule(self) -> Result:
        given = given_by_rule(self.inputs, self.by)
        self.reasons += given.reasons
        return self._helped_by(given.provider) if given.provider else self._said(None)

    def _said(
        self, provider: str | None, waits_for: str | None = None, meanwhile: str | None = None
    ) -> Result:
        return Result(
            provider=provider,
            waits_for=waits_for,
            meanwhile=meanwhile,
            appoint=provider is None and meanwhile is None,
            start=self.begins.day,
            latest=self.begins.latest,
            reasons=tuple(self.reasons),
        )
