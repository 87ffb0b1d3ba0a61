"""The overview: what presses, the week, and how many."""
