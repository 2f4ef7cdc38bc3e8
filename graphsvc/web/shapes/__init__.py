"""What the routes answer, for the description alone (contract section 3): answers write themselves in `answers/`."""
