"""Files of context: read, weighed row by row, imported as one act, and undone as one."""
