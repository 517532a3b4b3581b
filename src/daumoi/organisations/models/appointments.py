from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.foundation.periods import holding_on
from daumoi.foundation.principal import Scope
from daumoi.history.models import tracked


class AppointmentQuerySet(OwnedQuerySet["Appointment"]):
    """Owned and dated."""

    def as_of(self, day: date) -> Self:
        """The appointments that hold on `day`."""
        return self.filter(holding_on(day))


@tracked
class Appointment(Owned):
    """A person holds a role over an organisation (`owner`) during `[valid_from, valid_to)`: the origin of rights.

    `scope` is written from the role when the appointment is made, so that the database can read it without
    knowing what roles are.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )
    role = models.CharField(max_length=50)
    scope = models.CharField(max_length=10, choices=[(scope.value, scope.value) for scope in Scope])
    position = models.CharField(max_length=150, blank=True)
    document = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ("person_id", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="organisations_appointment_period",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "owner", "valid_from"], name="organisations_appointment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role}"
