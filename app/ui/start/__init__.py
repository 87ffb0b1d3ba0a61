"""The windows before a binder is open: first start, unlock, recover. Nothing but Qt is imported for them."""
