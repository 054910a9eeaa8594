"""Django's settings: one place, read from the environment, safe by default."""

import os
from pathlib import Path

from django.conf import locale
from django.utils.translation import gettext_lazy as _

from tabara import sealing
from tabara.project import home

HOME = home.folder()
CHECKOUT = Path(__file__).resolve().parents[3]
DEBUG = False
SECRET_KEY = sealing.secret_for("django.sessions", HOME)
SECRET_KEY_FALLBACKS = sealing.former_secrets_for("django.sessions", HOME)  # sessions outlive a change of the root key
DEMO = os.environ.get("TABARA_DEMO") == "1" and home.is_invented(HOME)  # real people are never a demonstration
ALLOWED_HOSTS = os.environ.get("TABARA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
SECURE = os.environ.get("TABARA_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "allauth.account",  # what allauth.mfa builds on; none of its pages is reachable
    "allauth.mfa",  # passkeys, one-time codes and recovery codes
    "django_tasks",
    "django_tasks_db",
    "tabara.sealing",
    "tabara.jobs",
    "tabara.access",
    "tabara.vault",
    "tabara.protection.cases",
    "tabara.protection.community",
    "tabara.protection.directory",
    "tabara.protection.referral",
    "tabara.protection.planning",
    "tabara.protection.assistance",
    "tabara.protection.reintegration",
    "tabara.protection.family",
    "tabara.protection.intake",
    "tabara.protection.handover",
    "tabara.exchange.handover",
    "tabara.prevention",
    "tabara.partnership",
    "tabara.prosecution",
    "tabara.research",
    "tabara.mart",
    "tabara.publication",
    "tabara.interfaces.web",
    "tabara.project",
]
MIDDLEWARE = [
    "tabara.interfaces.web.headers.headers",  # first: it closes whatever the others answer
    "tabara.interfaces.web.headers.known_host",
    "tabara.interfaces.web.headers.known_method",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # safe: no other site can send our cookies along
    "tabara.interfaces.web.middleware.language",  # before whatever asks a database: an outage speaks it, too
    "tabara.interfaces.web.limits.limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # lends allauth.mfa the request in hand
    "tabara.interfaces.web.middleware.speaking",
    "tabara.interfaces.web.middleware.Doors",
    "tabara.interfaces.web.witness.Witness",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # web/headers.py says it too; check --deploy asks
]
ROOT_URLCONF = "tabara.project.urls"
WSGI_APPLICATION = "tabara.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [Path(__file__).resolve().parents[1] / "interfaces" / "web" / "templates"],
        "OPTIONS": {"environment": "tabara.interfaces.web.jinja.environment"},
    },
]

DATABASES = home.databases(HOME)
DATABASE_ROUTERS = ["tabara.project.router.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.Member"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["tabara.access.signin.passwords.Argon2"]
HASHES_AT_ONCE, HASH_PATIENCE = 2, 4.0  # in one process; who waits longer than so many seconds is asked to come again
AUTH_PASSWORD_VALIDATORS = [  # the length is asked for in access/signin/passwords.py: it depends on the role
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
]
LOGIN_URL = "web:sign-in"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # no e-mail is kept, and none is sent
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth's own check asks for it
MFA_ADAPTER = "tabara.access.signin.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a PIN: a passkey is two factors
MFA_TOTP_TOLERANCE = 1  # a code of the half minute before or after, for phones whose clock is off
MFA_ALLOW_UNVERIFIED_EMAIL = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

SESSION_ENGINE = "tabara.access.signin.sessions"
SESSION_COOKIE_NAME = "__Host-tabara" if SECURE else "tabara"
IDLE_MINUTES = min(60, max(1, int(os.environ.get("TABARA_IDLE_MINUTES", "15"))))  # then a session ends
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "tabara.interfaces.web.views.errors.stale_form"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # to be preloaded into browsers, the name would stand in a public list
BEHIND_PROXY = os.environ.get("TABARA_BEHIND_PROXY") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"  # the same as in web/headers.py, which says why
X_FRAME_OPTIONS = "DENY"

USE_I18N = USE_TZ = True
TIME_ZONE = os.environ.get("TABARA_TIME_ZONE", "Africa/Bujumbura")
LANGUAGE_CODE = "fr"
LANGUAGES = [("rn", _("Kirundi")), ("fr", _("French")), ("en", _("English")), ("sw", _("Swahili"))]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
locale.LANG_INFO["rn"] = {"bidi": False, "code": "rn", "name": "Kirundi", "name_local": "Ikirundi"}

FILE_UPLOAD_HANDLERS = ["tabara.interfaces.web.uploads.InMemory"]  # Django's own would write photographs to /tmp

STATIC_URL = "/static/"
STATIC_ROOT = CHECKOUT / "build" / "static"
STATICFILES_DIRS = [
    path
    for path in (
        Path(__file__).resolve().parents[1] / "interfaces" / "web" / "static",
        ("htmx", CHECKOUT / "node_modules" / "htmx.org" / "dist"),
        ("govuk", CHECKOUT / "node_modules" / "govuk-frontend" / "dist" / "govuk"),
    )
    if not isinstance(path, tuple) or path[1].is_dir()
]
STATICFILES_FINDERS = ["tabara.interfaces.web.finder.Few"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is ever stored as a plain file
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

PACK = os.environ.get("TABARA_PACK", "bi")
PACKS = Path(os.environ.get("TABARA_PACKS", CHECKOUT / "packs"))
MART = HOME / "mart"
BOUNDARIES = HOME / "boundaries"  # the true shapes of places, where somebody imported them

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "tabara.project.logs.Formatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "tabara.project.logs.Handler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING"}},  # Django's own would write a mail to the ADMINS
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "tabara.project.logs.Nothing"
