"""The calculating library of Đầu Mối: expressions, indices, statistics, optimisation and calendars.

Everything here is a pure function of its arguments. Nothing imports Django, reads a file or a database, looks
at the clock or keeps global state, so that a figure can be computed again years later and come out the same.
"""
