"""Inbox: what waits on whom, from which document, until when.

Words owned here: *item* (one thing somebody must do, posted by the room it belongs to and closed by it),
*deadline* (a day with the document or article that sets it).
"""
