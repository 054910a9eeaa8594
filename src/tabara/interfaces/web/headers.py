"""The headers that close every answer to the outside: pages, files, pictures, redirects and errors alike."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

Answer = Callable[[HttpRequest], HttpResponse]
POLICY = "; ".join(
    (
        "default-src 'none'",  # whatever is not named below is not loaded
        "script-src 'self'",  # our own files: nothing inline, nothing made of text
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "worker-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",  # text becomes markup only by the one policy of js/strict.js
        "trusted-types tabara",
    )
)
# What is sent to be kept as a file: opened by mistake in the browser, it still runs nothing and loads nothing.
SHUT = "sandbox; default-src 'none'; frame-ancestors 'none'"
# What browsers offer and no page needs. Passkeys (publickey-credentials) are not among them.
UNUSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "captured-surface-control", "clipboard-read"),
    *("compute-pressure", "deferred-fetch", "digital-credentials-get", "display-capture", "encrypted-media"),
    *("fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"),
    *("interest-cohort", "keyboard-map", "language-model", "local-fonts", "local-network-access", "magnetometer"),
    *("microphone", "midi", "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial"),
    *("speaker-selection", "storage-access", "summarizer", "sync-xhr", "translator", "usb", "window-management"),
    "xr-spatial-tracking",
)
METHODS = ("GET", "HEAD", "POST")  # what browsers send; no page of ours means anything by another
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": ", ".join(f"{power}=()" for power in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    # "no-referrer" would make browsers send our own forms without their origin, which the check of forms needs.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-DNS-Prefetch-Control": "off",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",  # all but our own files, which say otherwise: they are the same for everybody
}


def headers(answer: Answer) -> Answer:
    """Close every answer, whoever gave it: this stands before all that answers, Django's own refusals included."""

    def close(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return close


def known_method(answer: Answer) -> Answer:
    """Answer reading and sending alone: TRACE, and whatever else a machine tries, gets nothing, at whatever address."""

    def ask(request: HttpRequest) -> HttpResponse:
        return answer(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return ask


def known_host(answer: Answer) -> Answer:
    """Answer only under our own names: another site's name that was made to lead here gets nothing."""

    def ask(request: HttpRequest) -> HttpResponse:
        request.get_host()
        return answer(request)

    return ask
