"""Files of providers: read, compared with the directory, imported as one act, and undone as one."""
