"""What a caseload is: records, values and rules."""
