"""Tests of the shell, its tags, forms and files; none of them needs a database."""
