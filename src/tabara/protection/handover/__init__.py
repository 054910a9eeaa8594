"""What leaves the house about one person: the other room, beside intake, that knows both a person and a case."""
