"""What the guide asks, as pure functions of the standard library."""
