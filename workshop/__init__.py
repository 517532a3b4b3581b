"""What `./dev` does, in topics. Only the standard library: this runs before anything is installed."""
