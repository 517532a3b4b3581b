"""edXML: the messages of the national exchange of documents, read, written, compared and carried.

A pure package: no tables, no clock; bytes come from and go to streams that the caller opens. The doors are
`read.read_message`, `write.write_message`, `match.status_matches`, `compare.equivalent`, `words.summary` and the
transports of :mod:`daumoi.documents.edxml.transport`. Values and their spelling: `model` and `schema`.
"""
