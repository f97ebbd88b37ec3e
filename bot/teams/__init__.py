"""The Bot Framework edge: reads a turn, calls a use case, shows a view."""
