"""The manual, opened where one is."""
