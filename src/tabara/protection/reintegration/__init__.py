"""The way home: return, the plan of reintegration, visits and what they find, and how a case ends."""
