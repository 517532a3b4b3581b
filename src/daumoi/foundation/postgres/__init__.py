"""The database backend: PostgreSQL that is told, at the start of each transaction, who acts."""
