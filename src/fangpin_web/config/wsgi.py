"""Entry point of a WSGI server; the database must be running already."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangpin_web.config.settings")
application = get_wsgi_application()
