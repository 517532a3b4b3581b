"""Overview: home pages by role, search across rooms, and reports that join them. It only reads."""
