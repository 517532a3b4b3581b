"""The tag library of every page: `{% load ui %}`."""
