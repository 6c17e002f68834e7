"""What the rules see in the way of an open choice as things are now, for the list."""

from hemval.content.whole import Content
from hemval.forms.sent.judging import judged_when_sent
from hemval.officers.across.overview import Known
from hemval.officers.case.rules_told import in_the_way
from hemval.rules.reason import Code


def codes_of(one: Known, content: Content) -> tuple[Code, ...]:
    """Judge by the providers that the choice names: what stands in their way is the same by all."""
    if one.gist is None:
        return ()
    header, answers = one.header, one.gist.answers
    now = judged_when_sent(content, header.form, answers, header.received_at, header.id)
    found = in_the_way(now, answers) if now is not None else ()
    return tuple(dict.fromkeys(reason.code for reason in found))
