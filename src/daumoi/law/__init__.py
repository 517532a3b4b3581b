"""Law: instruments, their provisions, which regime held when, and the calendar of legal duties.

Words owned here: *source* (where a statement was read), *instrument* (a law, decree, letter…), *provision*
(an article of one), *regime* (who regulated a subject, by which instruments, from when to when), *legal
deadline* (a recurring date the law sets). All of it is data from a pack; code knows no decree number.
"""
