"""The key of a linkage project, and the tokens that it makes of what is known of people."""

from tabara.sealing.linkage.files import keep, key_of_file
from tabara.sealing.linkage.key import BadKey, ProjectKey, key_in, new_key, next_round
from tabara.sealing.linkage.making import Maker

__all__ = ["BadKey", "Maker", "ProjectKey", "keep", "key_in", "key_of_file", "new_key", "next_round"]
