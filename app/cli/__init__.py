"""The command line: one small module per subcommand, no decisions of its own (interchange.md)."""
