"""The sending sheet: who gets what from a meeting, how, and whether they may (R5, R16–R18)."""
