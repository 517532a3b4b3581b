"""Foundation: what every room stands on — errors, half-open periods, the clock, who acts, owned rows.

It knows nothing of any room. At most ten small files.
"""
