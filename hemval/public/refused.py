"""An answer that was refused lies in the draft until the page is answered, so that it is shown by GET.

Shown in answer to the post itself, the browser's Back would later ask whether to send the form anew: pages
of the form are kept nowhere, so it has nothing else to show.
"""

from werkzeug.datastructures import MultiDict

from hemval.forms.types import AnyQuestion
from hemval.public.draft_session import Draft, DraftSessions

REFUSED = "refused"


def keep_refused(
    draft: Draft, page: AnyQuestion, posted: MultiDict[str, str], sessions: DraftSessions
) -> bool:
    """Keep what was posted, and say whether the cookie can hold it."""
    fields = {name: posted.getlist(name) for name in page.field_names() if name in posted}
    draft[REFUSED] = {"page": page.id, "fields": fields}
    if sessions.holds(draft):
        return True
    forget_refused(draft)
    return False


def refused_before(draft: Draft, page: AnyQuestion) -> MultiDict[str, str] | None:
    """Return what was posted to the page and refused, if that was the last thing that happened."""
    refused = draft.get(REFUSED, {})
    return MultiDict(refused["fields"]) if refused.get("page") == page.id else None


def forget_refused(draft: Draft) -> None:
    """Let go of it: something has been answered, or sent."""
    draft.pop(REFUSED, None)
