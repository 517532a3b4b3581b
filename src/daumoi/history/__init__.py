"""History: the journal of acts (who did what, to which thing, why, under which document) and row history.

Words owned here: *act* (one line of the journal), *chain* (the acts of one body, each sealed by a hash
over the one before), *head* (the newest seal of a chain, printed on reports), *row history* (what a table
row looked like before; kept by database triggers). It knows nothing of any other room: plain ids and codes.
"""
