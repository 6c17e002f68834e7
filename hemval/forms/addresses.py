"""The last part of a form's address, on the web and on paper."""

CHOICE = "choice"
"""The form that the rules judge, and that the site's buttons lead to."""

CHOICE_ADDRESS = "valj"
"""Printed once, it leads to the choice for ever."""

LARGE = "-stor-text"
"""What follows the address in the name of a form printed with large letters."""
