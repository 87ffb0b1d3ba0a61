"""The interchange file: its grammar as one table, and what reads, merges and writes it (interchange.md)."""
