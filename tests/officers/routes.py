"""Every route of the officers' pages with an address to try, and what a browser without a session gets.

A new route is put here, and in ``hemval/officers/permissions.py``: tests fail until it is in both.
"""

from tests.officers.samples import choice

ROW = choice().id

ROUTES = {
    ("login", "GET", "/arenden/logga-in/"): 200,
    ("login", "POST", "/arenden/logga-in/"): 400,
    ("asset", "GET", "/assets/hemval.css"): 200,
    ("code", "GET", "/arenden/logga-in/kod/"): 303,
    ("code", "POST", "/arenden/logga-in/kod/"): 303,
    ("new_telephone", "GET", "/arenden/logga-in/telefon/"): 303,
    ("new_telephone", "POST", "/arenden/logga-in/telefon/"): 303,
    ("own_password", "GET", "/arenden/logga-in/losenord/"): 303,
    ("own_password", "POST", "/arenden/logga-in/losenord/"): 303,
    ("ask_again", "GET", "/arenden/logga-in-igen/"): 303,
    ("login_again", "POST", "/arenden/logga-in-igen/"): 303,
    ("logout", "POST", "/arenden/logga-ut/"): 303,
    ("start", "GET", "/"): 303,
    ("own_account", "GET", "/arenden/konto/"): 303,
    ("to_change_password", "GET", "/arenden/konto/losenord/"): 303,
    ("change_password", "POST", "/arenden/konto/losenord/"): 303,
    ("accounts", "GET", "/arenden/konton/"): 303,
    ("new_account", "GET", "/arenden/konton/nytt/"): 303,
    ("new_account", "POST", "/arenden/konton/nytt/"): 303,
    ("account", "GET", "/arenden/konton/0123456789abcdef/"): 303,
    ("change_account", "POST", "/arenden/konton/0123456789abcdef/"): 303,
    ("cases", "GET", "/arenden/"): 303,
    ("download", "GET", "/arenden/hamta/"): 303,
    ("make_batch", "POST", "/arenden/hamta/"): 303,
    ("selection", "GET", "/arenden/hamta/urval/"): 303,
    ("batch", "GET", "/arenden/hamta/1/"): 303,
    ("batch_file", "POST", "/arenden/hamta/1/"): 303,
    ("to_confirm", "GET", "/arenden/hamta/1/bekrafta/"): 303,
    ("confirm", "POST", "/arenden/hamta/1/bekrafta/"): 303,
    ("undo_confirm", "POST", "/arenden/hamta/1/angra/"): 303,
    ("forms_to_key_in", "GET", "/arenden/ny/"): 303,
    ("key_in", "GET", "/arenden/ny/choice/"): 303,
    ("key_in", "POST", "/arenden/ny/choice/"): 200,
    ("registered_now", "GET", f"/arenden/{ROW}/registrerad/"): 303,
    ("opened", "GET", f"/arenden/{ROW}/"): 303,
    ("proposal", "POST", f"/arenden/{ROW}/forslag/"): 303,
    ("identity_number", "POST", f"/arenden/{ROW}/personnummer/"): 303,
    ("case_pdf", "POST", f"/arenden/{ROW}/pdf/"): 303,
    ("search", "GET", "/arenden/sok/"): 303,
    ("sought", "POST", "/arenden/sok/"): 303,
    ("found", "GET", "/arenden/sok/abc/"): 303,
    ("purging", "GET", "/arenden/gallring/"): 303,
    ("step", "POST", f"/arenden/{ROW}/ta-over/"): 303,
    ("undo", "POST", f"/arenden/{ROW}/angra/"): 303,
    ("protect", "POST", f"/arenden/{ROW}/skydda/"): 303,
    ("protect_too", "POST", f"/arenden/{ROW}/skydda-fler/"): 303,
    ("log", "GET", "/arenden/logg/"): 303,
    ("log_of_case", "POST", "/arenden/logg/arende/"): 303,
    ("log_checked", "POST", "/arenden/logg/kontroll/"): 303,
    ("waiting_lists", "GET", "/arenden/ko/"): 303,
    ("waiting_list", "GET", "/arenden/ko/fjordens-omsorg/"): 303,
    ("change_place", "POST", f"/arenden/ko/fjordens-omsorg/{ROW}/erbjud/"): 303,
    ("rooms", "GET", "/arenden/plats/"): 303,
    ("room", "GET", "/arenden/plats/bjorkens-hemtjanst/"): 303,
    ("room", "POST", "/arenden/plats/bjorkens-hemtjanst/"): 303,
    ("room_still", "POST", "/arenden/plats/bjorkens-hemtjanst/stammer/"): 303,
}
"""303 leads to the login. Who keys in gets the login page itself, with what was keyed sealed in it."""

AUTOMATIC = {"HEAD", "OPTIONS"}
