"""The dialogs, one errand a module: each asks, does its errand through a service, and closes."""
