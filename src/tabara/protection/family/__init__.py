"""Who belongs to a person: household, guardians, relatives searched for, other cases, and the codes of suspects."""
