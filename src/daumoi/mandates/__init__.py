"""Mandates: what the network's units must do, who holds each duty, and how the four groups are covered.

Words owned here: *duty* (one thing a body must see done, in one of four groups), *holding* (lead, partial,
none, elsewhere), *assignment* (a body's answer for one duty during a period), *coverage* (duty × body as of
a day; an empty cell says whether it means "none" or "not known").
"""
