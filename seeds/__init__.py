"""Lexicons, sample pages and their annotation: data only."""
