"""The shape of the database, revision by revision."""
