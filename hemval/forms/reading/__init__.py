"""Read the forms' files, and find what is wrong between them."""
