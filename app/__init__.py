"""Insatspärmen: the coordinator's binder."""
