"""Organisations: the dated register of bodies and their IT-specialised units, reorganisations, staff, appointments.

Words owned here: *body* (a ministry or ministry-level agency), *unit* (an organisation inside a body), *state*
(name, form and parent of an organisation during a half-open period), *attestation* (a dated place where a
source names a state), *reorganisation* (an act that changes states, resting on an instrument), *succession*
(what became of a body), *aggregate* (a published count that names nobody), *appointment* (person × role ×
organisation × period: the only origin of rights).
"""
