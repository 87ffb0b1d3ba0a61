"""The demo binder: an invented caseload, made anew from a number, the same for the same number."""
