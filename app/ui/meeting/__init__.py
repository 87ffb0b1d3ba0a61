"""The meeting mode: the whole window in five steps, for a table with people around it (design.md)."""
