"""Extractors: what finds names and relations in an article. Each yields all that it sees, ignorant of the others."""
