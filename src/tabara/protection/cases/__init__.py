"""What happened to a person and where the case stands, without who the person is."""
