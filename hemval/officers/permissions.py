"""Who may reach what: one table. An endpoint that is not in it nobody reaches."""

from collections.abc import Iterable

from hemval.queue.desk.roles import ROLES, Role
from hemval.words import sentence

EVERYONE = frozenset[Role](ROLES)
KEYS_IN = frozenset[Role]({"officer", "registrar"})
HANDLES = frozenset[Role]({"officer"})
AUDITS = frozenset[Role]({"auditor"})
ADMINISTERS = frozenset[Role]({"admin"})
WAITING = frozenset[Role]({"officer", "coordinator"})
ROOM = frozenset[Role]({"coordinator"})
EXITS = frozenset[Role]({"officer", "coordinator"})
PLANS = frozenset[Role]({"coordinator"})

MAY: dict[str, frozenset[Role]] = {
    "start": EVERYONE,
    "own_account": EVERYONE,
    "to_change_password": EVERYONE,
    "change_password": EVERYONE,
    "logout": EVERYONE,
    "ask_again": EVERYONE,
    "login_again": EVERYONE,
    "cases": KEYS_IN,
    "opened": KEYS_IN,
    "identity_number": KEYS_IN,
    "case_pdf": KEYS_IN,
    "search": KEYS_IN,
    "sought": KEYS_IN,
    "found": KEYS_IN,
    "forms_to_key_in": KEYS_IN,
    "key_in": KEYS_IN,
    "registered_now": KEYS_IN,
    "step": HANDLES,
    "undo": HANDLES,
    "protect": KEYS_IN,
    "protect_too": KEYS_IN,
    "proposal": HANDLES,
    "download": HANDLES,
    "purging": HANDLES,
    "log": AUDITS,
    "log_of_case": AUDITS,
    "log_checked": AUDITS,
    "accounts": ADMINISTERS,
    "new_account": ADMINISTERS,
    "account": ADMINISTERS,
    "change_account": ADMINISTERS,
    "waiting_lists": WAITING,
    "waiting_list": WAITING,
    "change_place": WAITING,
    "rooms": ROOM,
    "room": ROOM,
    "room_still": ROOM,
    "exits": EXITS,
    "new_exit": PLANS,
    "exit_plan": PLANS,
    "one_exit": EXITS,
    "find_affected": EXITS,
    "one_affected": EXITS,
    "change_affected": EXITS,
    "loose_choices": EXITS,
    "find_choice": EXITS,
    "to_tie": EXITS,
    "tie_choice": EXITS,
    "choice_apart": HANDLES,
    "exit_list": PLANS,
    "exit_changes": PLANS,
    "take_in_list": PLANS,
    "exit_rule": PLANS,
    "run_rule": PLANS,
    "appoint_several": PLANS,
    "exit_proof": EXITS,
    "exit_file_fetched": PLANS,
    "exit_letters": PLANS,
    "exit_meeting": PLANS,
    "merge_letters": PLANS,
    "letters_to_post": PLANS,
    "letters_posted": PLANS,
    "exit_report_page": EXITS,
    "exit_report_pdf": EXITS,
    "exit_confirm": PLANS,
    "confirm_exit": PLANS,
    "undo_confirm_exit": PLANS,
    "make_batch": HANDLES,
    "selection": HANDLES,
    "batch": HANDLES,
    "batch_file": HANDLES,
    "to_confirm": HANDLES,
    "confirm": HANDLES,
    "undo_confirm": HANDLES,
}
"""Endpoint → roles. The start of the case work names the first that an account may reach of the menu."""

CALLED: dict[Role, str] = {
    "officer": sentence("officer"),
    "registrar": sentence("registrar"),
    "coordinator": sentence("co-ordinator"),
    "auditor": sentence("auditor of the log"),
    "admin": sentence("administrator of accounts"),
}
"""What a role is called."""

DOES: dict[Role, str] = {
    "officer": sentence("Read and handle cases, register them and download them as a file."),
    "registrar": sentence("Read cases, and register what came on paper, by telephone or at a visit."),
    "coordinator": sentence("Look after the waiting lists, the providers' room, and providers that stop."),
    "auditor": sentence("Read the log. An auditor sees no cases."),
    "admin": sentence("Look after the accounts. An administrator sees no cases."),
}
"""What one may do with a role, in a sentence."""


def may(endpoint: str, roles: Iterable[Role]) -> bool:
    """Tell whether one of the roles opens an endpoint."""
    return not MAY.get(endpoint, frozenset()).isdisjoint(roles)
