"""Lists of cases: what stands on each line, in which order, under which heading, a page at a time."""
