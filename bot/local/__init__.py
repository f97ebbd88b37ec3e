"""Local mode: the demo year, the Playground windows, channels without Graph."""
