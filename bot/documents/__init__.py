"""Facts to the bytes of Word, Excel and calendar files; pure. The first document comes with Annexe 1."""
