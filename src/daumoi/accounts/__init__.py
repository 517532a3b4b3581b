"""Accounts: people, how they sign in, what a role is, and tokens for programs.

Words owned here: *person* (somebody with a name, not a right), *role* (a described set of permissions),
*token* (a program's key, shown once). Rights come from appointments, which live in `organisations`.
"""
