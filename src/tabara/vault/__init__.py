"""Who the people are: sealed, in a database of its own, read only through intake and handover, with a reason."""
