"""The second wall, on PostgreSQL: the database itself refuses what the code should never have asked for."""
