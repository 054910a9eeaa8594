"""Who may do what: accounts, agencies, roles, scopes; the one way of writing; and the chain of what was done."""
