-- How many people of a profile there are, with the days from and until which the number holds.
SELECT profile, on_register, since, until FROM registers
