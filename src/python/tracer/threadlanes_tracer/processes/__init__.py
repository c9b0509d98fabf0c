"""multiprocessing and process pools. Each module is needed only if the program imports what it patches."""
