"""Words and shapes of the law pages."""
