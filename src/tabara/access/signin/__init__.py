"""Signing in: what is asked, how often, and for how long it holds. Doors call this; it knows no page.

`passwords` proves what a member knows, `factors` what a member has, `throttle` slows down who guesses, `sessions` ends
what was open long enough. Passkeys, one-time codes and recovery codes are django-allauth's.
"""
