"""Indices: definitions as data, editions from self-score to publication, results that anyone can compute again."""
