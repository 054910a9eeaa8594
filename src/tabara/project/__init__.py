"""The composition root: settings, addresses, databases. Nothing imports it but the command line's start-up."""
