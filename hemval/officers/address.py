"""Addresses of the officers' pages. A row's id may stand in one, nothing that says who it is about."""

CASES = "/arenden/"
LOGIN = f"{CASES}logga-in/"
CODE = f"{LOGIN}kod/"
NEW_TELEPHONE = f"{LOGIN}telefon/"
OWN_PASSWORD = f"{LOGIN}losenord/"
LOGIN_AGAIN = f"{CASES}logga-in-igen/"
LOGOUT = f"{CASES}logga-ut/"
DOWNLOAD = f"{CASES}hamta/"
ENTRY = f"{CASES}ny/"
LOG = f"{CASES}logg/"
LOG_OF_CASE = f"{LOG}arende/"
LOG_CHECKED = f"{LOG}kontroll/"
WAITING = f"{CASES}ko/"
ROOM = f"{CASES}plats/"
SELECTION = f"{DOWNLOAD}urval/"
OWN_ACCOUNT = f"{CASES}konto/"
CHANGE_PASSWORD = f"{OWN_ACCOUNT}losenord/"
SEARCH = f"{CASES}sok/"
PURGING = f"{CASES}gallring/"
ACCOUNTS = f"{CASES}konton/"
NEW_ACCOUNT = f"{ACCOUNTS}nytt/"
EXITS = f"{CASES}avslut/"
NEW_EXIT = f"{EXITS}plan/"


def list_of(form_id: str) -> str:
    """Return the address of a form's list of new ones."""
    return f"{CASES}?blankett={form_id}"


def found_at(number: str) -> str:
    """Return the address of what a search found: what was sought stands in none."""
    return f"{SEARCH}{number}/"


def case(row_id: str) -> str:
    """Return the address of one choice."""
    return f"{CASES}{row_id}/"


def act(row_id: str, name: str) -> str:
    """Return where a button of one case posts to."""
    return f"{case(row_id)}{name}/"


def batch_at(number: int | str) -> str:
    """Return the address of one batch."""
    return f"{DOWNLOAD}{number}/"


def confirm_at(number: int | str) -> str:
    """Return where it is confirmed that a batch stands in the case system."""
    return f"{batch_at(number)}bekrafta/"


def undo_confirm_at(number: int | str) -> str:
    """Return where a confirmation is taken back."""
    return f"{batch_at(number)}angra/"


def selection_of_form(form_id: str) -> str:
    """Return where days, provider and state are chosen for a batch of a form."""
    return f"{SELECTION}?blankett={form_id}"


def entry_of(form_id: str) -> str:
    """Return where a form is keyed in."""
    return f"{ENTRY}{form_id}/"


def registered(row_id: str) -> str:
    """Return where the reference of what was just keyed in stands."""
    return f"{case(row_id)}registrerad/"


def account_address(key: str) -> str:
    """Return where an administrator looks after one account."""
    return f"{ACCOUNTS}{key}/"


def waiting_at(provider_id: str) -> str:
    """Return where a provider's queue stands."""
    return f"{WAITING}{provider_id}/"


def room_of(provider_id: str) -> str:
    """Return where room at a provider is changed."""
    return f"{ROOM}{provider_id}/"


def exit_at(exit_id: str) -> str:
    """Return where an exit's own page stands."""
    return f"{EXITS}{exit_id}/"


def plan_of(exit_id: str) -> str:
    """Return where an exit is planned."""
    return f"{exit_at(exit_id)}plan/"


def new_exit_of(provider_id: str) -> str:
    """Return where an exit of a provider is planned for the first time."""
    return f"{NEW_EXIT}?utforare={provider_id}"


def affected_at(exit_id: str, affected_id: str) -> str:
    """Return where one of those an exit touches stands; never by the case system's reference."""
    return f"{exit_at(exit_id)}b/{affected_id}/"


def loose_of(exit_id: str) -> str:
    """Return where the choices without a code stand."""
    return f"{exit_at(exit_id)}val/"


def tie_at(exit_id: str, row_id: str) -> str:
    """Return where a choice is tied to one of those an exit touches."""
    return f"{loose_of(exit_id)}{row_id}/"


def apart_at(exit_id: str, row_id: str) -> str:
    """Return where a choice is said to be of nobody on the list, and where that is taken back."""
    return f"{tie_at(exit_id, row_id)}horinte/"


def list_at(exit_id: str) -> str:
    """Return where the list of those an exit touches is sent in."""
    return f"{exit_at(exit_id)}lista/"


def changes_at(exit_id: str, number: str) -> str:
    """Return where it stands what a list that was sent in would change."""
    return f"{list_at(exit_id)}{number}/"


def rule_at(exit_id: str) -> str:
    """Return where the rule for those who do not choose is run."""
    return f"{exit_at(exit_id)}regeln/"


def several_at(exit_id: str) -> str:
    """Return where a provider is appointed for several whom the rule gives nobody."""
    return f"{rule_at(exit_id)}utse/"


def proof_at(exit_id: str) -> str:
    """Return where it is proved that nobody is left without help."""
    return f"{exit_at(exit_id)}kontroll/"


def exit_file_at(exit_id: str, ending: str) -> str:
    """Return where the file for the case system is fetched."""
    return f"{exit_at(exit_id)}fil.{ending}"


def letters_at(exit_id: str) -> str:
    """Return where the letters of an exit are made."""
    return f"{exit_at(exit_id)}brev/"


def merge_at(exit_id: str, number: str) -> str:
    """Return where it stands who of an address list is written to; no name stands in it."""
    return f"{letters_at(exit_id)}{number}/"


def posted_at(exit_id: str) -> str:
    """Return where it is noted that letters were posted."""
    return f"{letters_at(exit_id)}postade/"


def report_at(exit_id: str) -> str:
    """Return where an exit's report to the board stands."""
    return f"{exit_at(exit_id)}rapport/"


def finish_at(exit_id: str) -> str:
    """Return where it is confirmed that an exit stands in the case system."""
    return f"{exit_at(exit_id)}klart/"
