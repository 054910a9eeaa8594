"""The pillar of protection: who is met, what is decided, what help is given."""
