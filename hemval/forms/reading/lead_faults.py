"""Forms that lead to a form that is not there."""

from collections.abc import Collection, Iterable, Iterator

from hemval.content.findings import Finding
from hemval.forms.reading.address_faults import Named
from hemval.words import words_in

say = words_in("sv").say


def lead_findings(forms: Iterable[Named], known: Collection[str]) -> Iterator[Finding]:
    """Find stops and paragraphs of the receipt that lead to none of the forms."""
    for named in forms:
        form = named.form
        for part in ("pages", "receipt"):
            for number, one in enumerate(getattr(form.model, part)):
                leads_to = getattr(one, "leads_to", None)
                if leads_to is not None and leads_to not in known:
                    yield form.finding(
                        (part, number, "leads_to"),
                        say("There is no form called %(form)s.", form=leads_to),
                        say("These exist: %(names)s.", names=", ".join(sorted(known))),
                    )
