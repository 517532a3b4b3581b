"""What crosses rooms: the house rules, the permission sweeps, the journeys, the budgets."""
