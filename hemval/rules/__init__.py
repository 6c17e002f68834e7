"""Pure functions about people's choices, over models and dates. No I/O, no clock."""
