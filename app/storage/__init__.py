"""Where the caseload is kept: keys, the encrypted database, one unit of work, and the log."""
