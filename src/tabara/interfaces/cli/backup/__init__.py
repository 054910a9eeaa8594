"""Backups: made of consistent copies, sealed to officers, tried out by restoring them, and restored.

places     where they lie, to whom they are sealed, which are too old, and what was noted of the last ones
copies     one consistent copy of each database, on SQLite and on PostgreSQL
manifest   what a backup says of itself, and the instance's mark under it
making     copy, archive, seal, put in place
opening    unseal, compare with the manifest, lay out as an instance
trial      is what was laid out whole? the same checks for a trial and for the real thing
restoring  into an empty place, before two officers
nightly    the job of the worker
"""
