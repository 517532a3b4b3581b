"""Settings of the test suite: real PostgreSQL as the serving role, quick password hashing, no cache between tests."""

import os

# The suite never touches the product's own database: the workshop script names a throw-away server.
os.environ.setdefault("DATABASE_URL", "postgresql://daumoi_app:app@127.0.0.1:1/daumoi")
# The driver of the journeys' browser keeps an event loop in its thread, where other tests of the same worker run too.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("DAUMOI_SECRET_KEY", "only-for-tests-" + "0" * 40)

from daumoi.config.settings.base import *  # noqa: F403
from daumoi.config.settings.base import DATABASES, STATIC_ROOT

DATABASES["default"]["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
ALLOWED_HOSTS = ["*"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder; warnings are errors
WHITENOISE_AUTOREFRESH = True  # or every test client would first list all static files
