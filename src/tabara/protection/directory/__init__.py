"""Who helps with what, where and whom: the directory of providers, the matching of a need, and the beds of shelters."""
