"""One definition of a form, every face of it: pages, check-your-answers, columns."""
