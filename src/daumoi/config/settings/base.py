"""Settings shared by every shape of installation. What differs comes from the environment, listed in docs/run."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

PROJECT = Path(__file__).resolve().parents[4]
HOME = Path(os.environ.get("DAUMOI_HOME", PROJECT / "var"))
PACKS = Path(os.environ.get("DAUMOI_PACKS", PROJECT / "packs"))
FONTS = HOME / "fonts"
REPORTS = HOME / "reports"
CACHE_FILES = HOME / "cache"
PUBLIC_ADDRESS = os.environ.get("DAUMOI_PUBLIC_ADDRESS", "")
"""Address under which anybody holding a printed paper may verify it; without one no QR code is printed."""
EXCHANGE_FOLDER = os.environ.get("DAUMOI_EXCHANGE_FOLDER", "")
EXCHANGE_ADDRESS = os.environ.get("DAUMOI_EXCHANGE_ADDRESS", "")
EXCHANGE_AUTHORISATION = os.environ.get("DAUMOI_EXCHANGE_AUTHORISATION", "")
EXCHANGE_MOST_BYTES = 64 * 1024 * 1024
SIGNING_KEY = os.environ.get("DAUMOI_SIGNING_KEY", "")
SIGNING_PASSWORD = os.environ.get("DAUMOI_SIGNING_PASSWORD", "")
TRUST_ROOTS = HOME / "trust"
"""Certificates of the authorities whose signatures this installation trusts; the operator puts them there."""

DEBUG = os.environ.get("DAUMOI_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("DAUMOI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("DAUMOI_ORIGINS", "").split(",") if origin]


def installation_secret() -> str:
    """The secret of this installation: from the environment, else a file made once (mode 0600)."""
    given = os.environ.get("DAUMOI_SECRET_KEY")
    if given:
        return given
    file = HOME / "secret_key"
    if not file.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = installation_secret()

INSTALLED_APPS = [
    "daumoi.config",
    "daumoi.overview",
    "daumoi.council",
    "daumoi.scheme",
    "daumoi.indices",
    "daumoi.surveys",
    "daumoi.facts",
    "daumoi.documents",
    "daumoi.mandates",
    "daumoi.inbox",
    "daumoi.organisations",
    "daumoi.law",
    "daumoi.accounts",
    "daumoi.history",
    "daumoi.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "daumoi.config.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "daumoi.config.middleware.strict_content_policy",
    "daumoi.config.middleware.enter_as_person",
    "daumoi.config.middleware.say_errors",
]

ROOT_URLCONF = "daumoi.config.urls"
WSGI_APPLICATION = "daumoi.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "daumoi.ui.context.shell",
            ],
            "builtins": [
                "daumoi.ui.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database(url: str, *, role: str) -> dict[str, object]:
    """Django's description of a PostgreSQL address. `role` is "app" (serves) or "owner" (migrates)."""
    parts = urlsplit(url)
    return {
        "ENGINE": "daumoi.foundation.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": True,
        "DAUMOI_ROLE": role,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 10, "timeout": 20}} if role == "app" else {},
    }


def database_urls() -> tuple[str, str]:
    """The addresses of the app role and the owner role: from the environment, else the embedded server's."""
    app = os.environ.get("DATABASE_URL")
    if app:
        return app, os.environ.get("DATABASE_OWNER_URL", app)
    from daumoi.config import postgres_server  # read only when no server is named

    embedded = postgres_server.urls(HOME)
    return embedded.app, embedded.owner


ROLE = os.environ.get("DAUMOI_ROLE", "app")
_APP_URL, _OWNER_URL = database_urls()
DATABASE_OWNER = database(_OWNER_URL, role="owner")
DATABASE_APP = database(_APP_URL, role="app")
DATABASES = {"default": dict(DATABASE_OWNER if ROLE == "owner" else DATABASE_APP)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "daumoi.accounts.forms.SignInForm",
    "change_password": "daumoi.accounts.forms.ChangePasswordForm",
}
ACCOUNT_ADAPTER = "daumoi.accounts.adapter.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_DISPLAY = "daumoi.accounts.queries.display_name"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [PROJECT / "src" / "daumoi" / "config" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [("kit", HOME / "assets")]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = HOME / "files"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

INSTALLATION_NAME = os.environ.get("DAUMOI_NAME", "Đầu Mối")
