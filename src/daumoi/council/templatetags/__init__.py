"""Signs of this room."""
