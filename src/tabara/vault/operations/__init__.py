"""Writes of the vault, called by intake alone: who people are, and that two of them were found to be one."""

from tabara.vault.operations.identities import (
    change_identity,
    copy_identity,
    drop_draft,
    forget,
    forget_draft,
    hand_over_identity,
    redrawn,
    save_draft,
    store_identity,
    store_photograph,
)
from tabara.vault.operations.linking import answer_pair, forget_run, keep_pairs, list_people
from tabara.vault.operations.merging import compared, merge_identities, part_identities

__all__ = [
    "answer_pair",
    "change_identity",
    "compared",
    "copy_identity",
    "drop_draft",
    "forget",
    "forget_draft",
    "forget_run",
    "hand_over_identity",
    "keep_pairs",
    "list_people",
    "merge_identities",
    "part_identities",
    "redrawn",
    "save_draft",
    "store_identity",
    "store_photograph",
]
