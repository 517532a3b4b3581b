"""Config: settings, the assembly of rooms (addresses, API, roles, menu, ports) and the product's own command line."""
