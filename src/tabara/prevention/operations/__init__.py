"""Record what was done to prevent trafficking."""

from tabara.prevention.operations.awareness import record_awareness
from tabara.prevention.operations.training import record_training

__all__ = ["record_awareness", "record_training"]
