"""Who keeps a row of this room and who may read it."""

from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.foundation.principal import Principal

M = TypeVar("M", bound=models.Model)


class Kept(Owned):
    """A row of an edition: owned by the coordinator or by a body that takes part, always kept by the coordinator.

    `desk` is the body in which the coordinating unit stands; its people also write what bodies own (verified marks).
    """

    desk = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Shared(Kept):
    """A row opened to other bodies: `readers` are the organisations that take part."""

    readers = ArrayField(models.BigIntegerField(), default=list, blank=True)
    is_published = models.BooleanField(default=False)
    is_simulated = models.BooleanField(default=False)
    from_pack = models.BooleanField(default=False)

    class Meta:
        abstract = True


class KeptQuerySet(OwnedQuerySet[M]):
    """Rows of this room. `shared` says whether the row itself can be opened to readers or published."""

    shared = False

    def visible_to(self, principal: Principal) -> Self:
        """The rows the principal's organisations own, keep, or were given to read."""
        if principal.sees_network:
            return self
        reach = Q(root_id__in=principal.bodies) | Q(owner_id__in=principal.units)
        reach |= Q(desk_id__in=principal.bodies)
        if self.shared:
            mine = sorted(principal.bodies | principal.units)
            reach |= Q(readers__overlap=mine) | Q(is_published=True)
        return self.filter(reach)
