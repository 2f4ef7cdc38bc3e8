"""One function a change: facts read, decided by a rule, and written with the row that tells of it, all or nothing."""
