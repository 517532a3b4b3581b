"""Who keeps a row of this room and who may read it."""

from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from daumoi.foundation.owned import Owned, OwnedQuerySet
from daumoi.foundation.principal import Principal

M = TypeVar("M", bound=models.Model)


class Kept(Owned):
    """A row of the council: owned by the secretariat or by a member's body, always kept by the secretariat's.

    `desk` is the body in which the standing body stands. Its people read and write every row of the council,
    also those that members own (an answer to an invitation, a form).
    """

    desk = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Shared(Kept):
    """A row that is opened to other bodies: `readers` are the organisations that may read it and what hangs on it."""

    readers = ArrayField(models.BigIntegerField(), default=list, blank=True)
    is_published = models.BooleanField(default=False)
    is_simulated = models.BooleanField(default=False)
    from_pack = models.BooleanField(default=False)

    class Meta:
        abstract = True


def shared_with(principal: Principal, prefix: str = "") -> Q:
    """The shared rows (reached through `prefix`) opened to the principal's organisations, or to everybody."""
    reach = sorted(principal.bodies | principal.units)
    return Q(**{f"{prefix}readers__overlap": reach}) | Q(**{f"{prefix}is_published": True})


class KeptQuerySet(OwnedQuerySet[M]):
    """Rows of the council. `through` names the shared parents that open them."""

    through: tuple[str, ...] = ()

    def visible_to(self, principal: Principal) -> Self:
        """The rows the principal's organisations own, keep, or were given to read."""
        if principal.sees_network:
            return self
        reach = Q(root_id__in=principal.bodies) | Q(owner_id__in=principal.units)
        reach |= Q(desk_id__in=principal.bodies)
        for prefix in self.through:
            reach |= shared_with(principal, prefix)
        return self.filter(reach)
