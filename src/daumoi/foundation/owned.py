"""Rows that belong to somebody: the unit that owns them (`owner`) and the body it stands in (`root`)."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from daumoi.foundation.principal import Principal

M = TypeVar("M", bound=models.Model)


class OwnedQuerySet(models.QuerySet[M]):
    """Queryset of owned rows. Pages and endpoints start from `visible_to`, never from `all`."""

    def visible_to(self, principal: Principal) -> Self:
        """The rows within the principal's appointments (and published ones, where a model has them).

        This is the application's half of the rule; row-level security holds the other half.
        """
        if principal.sees_network:
            return self
        reach = Q(root_id__in=principal.bodies) | Q(owner_id__in=principal.units)
        if any(field.name == "is_published" for field in self.model._meta.fields):
            reach |= Q(is_published=True)
        return self.filter(reach)


class HomeQuerySet(OwnedQuerySet[M]):
    """Queryset of what a body keeps to itself: its papers, its drafts. Overseeing the network opens none of it."""

    def visible_to(self, principal: Principal) -> Self:
        """The rows of the bodies and units the principal works in; their policy is `daumoi_protect_home`."""
        if principal.system:
            return self
        return self.filter(Q(root_id__in=principal.homes) | Q(owner_id__in=principal.units))


class Owned(models.Model):
    """Abstract base of owned rows. Their table carries the policy of `daumoi_protect` (history 0001)."""

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    root = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
