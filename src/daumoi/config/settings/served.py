"""Settings of the web server that the browser journeys visit.

The suite's, but files, memory and connections are kept from one request to the next, as in service.
"""

from daumoi.config.settings import base
from daumoi.config.settings.test import *  # noqa: F403

CACHES = base.CACHES
DATABASES = {"default": dict(base.DATABASE_APP)}
WHITENOISE_AUTOREFRESH = False
