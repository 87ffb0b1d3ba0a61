"""The questions that the caseload is asked, one module per noun."""
