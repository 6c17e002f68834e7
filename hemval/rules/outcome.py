"""What a case comes to by the rules: who helps, from when, who meanwhile, and why; made to be replayed."""

from datetime import date
from typing import Literal

from hemval.rules.choosable import hindrance_of
from hemval.rules.lead_time import EarliestStart, earliest_start
from hemval.rules.no_choice import given_by_rule
from hemval.rules.reason import Reason, because
from hemval.rules.situation import Input, Inputs, Standing
from hemval.rules.working_days import ONE_DAY

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

    def result(self) -> Result:
        if not self.case.wishes:
            self.reasons.append(because("no-wish"))
            return self._by_rule()
        for wish in self.case.wishes:
            standing = self.inputs.standing(wish)
            if standing is None or not self._can_have(standing):
                continue
            if standing.room != "queue":
                self.reasons.append(because("wish-granted", provider=wish))
                return self._helped_by(wish)
            self.reasons.append(because("wish-full", provider=wish))
            if self.inputs.rules.when_full != "next-choice":
                return self._waits_for(wish)
        full = [one.values["provider"] for one in self.reasons if one.code == "wish-full"]
        if full:
            return self._waits_for(str(full[0]))
        self.reasons.append(because("wishes-out"))
        if self._stays_today():
            self.reasons.append(because("keeps", provider=self.case.today or ""))
            return self._said(self.case.today)
        return self._by_rule()

    def _begins(self) -> EarliestStart:
        """Work out the start: by the lead time, or at an exit on the day after the last."""
        left = self.inputs.standing(self.case.today) if self.case.kind == "exit" else None
        if left is not None and left.last_day is not None:
            day = max(left.last_day + ONE_DAY, self.today)
            self.reasons.append(
                because("exit", provider=left.id, last_day=left.last_day.isoformat(), day=day.isoformat())
            )
            return EarliestStart(day, None, (), (), self.inputs.rules.valid_from)
        start = earliest_start(self.inputs.rules, self.today, self.case.moment.time())
        self.reasons += start.reasons
        return start

    def _can_have(self, standing: Standing) -> bool:
        closed = standing.room_as_of if standing.room == "closed" else None
        verdict = hindrance_of(
            standing, closed, self.today, self.begins.day, self.case.area, self.case.services
        )
        if verdict.hindrance is not None:
            day = verdict.day.isoformat() if verdict.day else ""
            self.reasons.append(
                because("wish-hindered", provider=standing.id, why=verdict.hindrance, day=day)
            )
        return verdict.choosable

    def _stays_today(self) -> bool:
        """Say whether today's provider still helps when the new one would begin."""
        today = self.inputs.standing(self.case.today)
        return today is not None and (
            today.last_day is None or today.last_day >= (self.begins.day or self.today)
        )

    def _helped_by(self, provider: str) -> Result:
        if self.case.today is not None and self.case.kind == "switch":
            self.reasons.append(because("until-start", provider=self.case.today))
        return self._said(provider)

    def _waits_for(self, provider: str) -> Result:
        self.reasons.append(because("wish-waits", provider=provider))
        if self._stays_today():
            self.reasons.append(because("keeps", provider=self.case.today or ""))
            return self._said(None, waits_for=provider, meanwhile=self.case.today)
        if self.inputs.rules.when_full == "queue-and-elsewhere" and (other := self._other_wish(provider)):
            self.reasons.append(because("elsewhere", provider=other))
            return self._said(None, waits_for=provider, meanwhile=other)
        given = given_by_rule(self.inputs, self.begins.day, without=[provider])
        self.reasons += given.reasons
        return self._said(None, waits_for=provider, meanwhile=given.provider)

    def _other_wish(self, full: str) -> str | None:
        """Find the next wish that has room, to help while the person waits for the first."""
        later = self.case.wishes[self.case.wishes.index(full) + 1 :]
        found = (self.inputs.standing(one) for one in later)
        return next((one.id for one in found if one and one.room != "queue" and self._can_have(one)), None)

    def _by_rule(self) -> Result:
        given = given_by_rule(self.inputs, self.begins.day)
        self.reasons += given.reasons
        return self._said(given.provider)

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
