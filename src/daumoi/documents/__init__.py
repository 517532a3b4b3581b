"""Official documents: registers and numbers, drafting, the signing chain, exchange, and following the answers.

The room is a press as well: rooms above describe a paper with :mod:`daumoi.documents.rendering.model` and receive
bytes. A paper belongs to one body's desk; nobody outside that body reads it, not even who oversees the network.
"""
