"""The request as views see it, once the middleware has said who asks and as of which day."""

from datetime import date

from django.http import HttpRequest

from daumoi.foundation.principal import Principal


class PageRequest(HttpRequest):
    """An `HttpRequest` that carries principal and day (set by `config.middleware`); used for typing only."""

    principal: Principal
    as_of: date
    as_of_is_today: bool
    today: date
    simulated: bool
    htmx: bool
