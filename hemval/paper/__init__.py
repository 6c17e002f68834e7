"""Data → PDF by Typst. What is printed comes as data, never as markup."""
