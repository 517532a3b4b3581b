"""Settings of the test suite: real PostgreSQL as the serving role, quick password hashing, no cache between tests."""

import os

# The suite never touches the product's own database: the workshop script names a throw-away server.
os.environ.setdefault("DATABASE_URL", "postgresql://daumoi_app:app@127.0.0.1:1/daumoi")
os.environ.setdefault("DAUMOI_SECRET_KEY", "only-for-tests-" + "0" * 40)

from daumoi.config.settings.base import *  # noqa: E402, F403
from daumoi.config.settings.base import DATABASES  # noqa: E402

DATABASES["default"]["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
ALLOWED_HOSTS = ["*"]
