"""Every sentence that people read, one file per feature (Québec French, DOMAIN.md §3.6)."""
