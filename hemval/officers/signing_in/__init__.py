"""From the login to the session: password, code, and what was keyed in when the session ran out."""
