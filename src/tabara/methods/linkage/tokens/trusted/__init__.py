"""What a trusted unit does with tokens of fields: it compares them one by one, as it would clear records."""
