"""The demonstration: a simulated government of 22 bodies that answers a survey, with the mess of real life.

Nothing here stands under the name of a real body, and everything is written through the rooms' actions, so that
journal, row history and rights are the same as in daily work. Building it again changes nothing.
"""
