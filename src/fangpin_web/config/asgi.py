"""Entry point of a ASGI server; the database must be running already."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangpin_web.config.settings")
application = get_asgi_application()
