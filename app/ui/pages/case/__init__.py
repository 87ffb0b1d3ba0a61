"""The page of one case: a header that stays, and its tabs."""
