"""What people type, in a page of the form or keyed in: the fields, and what is read out of them."""
