"""The main window: the rail, the pages, the way back, and the lock."""
