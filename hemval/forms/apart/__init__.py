"""A form where services are chosen apart: its questions once for each group of them."""
