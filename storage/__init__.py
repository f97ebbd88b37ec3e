"""What is remembered. Models and queries, one file per subject; nothing here commits."""
