"""Facts: the element dictionary, and what is known of each organisation for each element and period.

Words owned here: *element* (one thing that can be asked and counted: code, unit, how it adds up), *fact*
(subject, element, period, value, status, source, confirmed by whom and when). A fact is asked once, confirmed,
and reused. “No data”, “not applicable”, “not arisen”, “unconfirmed” and 0 are different things.
"""
