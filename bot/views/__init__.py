"""What somebody sees of something now: rows to facts to card. Reads only."""
