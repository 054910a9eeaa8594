"""What is done with money: one line of the ledger for each payment, in the same act as the service it belongs to."""
