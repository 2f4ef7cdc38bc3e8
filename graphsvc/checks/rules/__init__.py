"""What a sound graph holds to: one function a rule, from the ground looked at to the rows that break it."""
