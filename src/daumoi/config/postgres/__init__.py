"""The embedded PostgreSQL server: how its binaries, account, folders, roles and life are managed.

Nothing here imports Django: the workshop script and the settings use it before Django exists.
Enter through `daumoi.config.postgres_server`.
"""
