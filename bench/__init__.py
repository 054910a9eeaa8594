"""What is measured, beside its limit; `python -m bench` prints all of it."""
