"""The address book: people and organisations that cases share."""
