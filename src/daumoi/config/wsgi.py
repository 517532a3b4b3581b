"""The door for web servers."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daumoi.config.settings.base")

application = get_wsgi_application()
import_module("scipy.stats")  # it loads at its first use: that would be in every process of the server
gc.freeze()  # the processes share what was loaded here; walking through it for garbage would copy it into each
