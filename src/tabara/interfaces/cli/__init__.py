"""The `tabara` command."""
