"""The codes on which the code of prevention branches; each stands in a codelist too."""

from enum import StrEnum


class Broadcast(StrEnum):
    """Channels that reach people whom nobody sees: heard, watched or read, and never counted among those present."""

    RADIO = "radio"
    TELEVISION = "television"
    SOCIAL_MEDIA = "social_media"
    MESSAGES = "messages"
    PRESS = "press"


FIGURES_OF_OTHERS = "broadcaster"  # the only way in which listeners are counted here: as the broadcaster says
POINT = "community_focal_point"
