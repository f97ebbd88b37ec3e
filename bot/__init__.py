"""The service: hears, decides, acts."""
