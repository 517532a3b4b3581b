"""Scheme: what ministries propose, what it takes, which plan fits under the ceilings, and the papers that carry it.

The ministry proposes; the centre sums and may suggest. Phases become duties, tasks and dates only once decided.
"""
