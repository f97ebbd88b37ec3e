"""Plain functions of a session and a moment, one transaction each; a file per feature."""
