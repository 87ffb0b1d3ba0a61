"""The papers: each a pure function from a snapshot to content."""
