from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.folding import FoldedField


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)

    def get(self, *args: Any, **kwargs: Any) -> "Person":
        """As any manager's; by primary key alone, which every request asks for, without building a query anew."""
        if args or list(kwargs) != ["pk"]:
            return super().get(*args, **kwargs)
        found = next(iter(self.raw("select * from accounts_person where id = %s", [kwargs["pk"]])), None)
        if found is None:
            raise self.model.DoesNotExist
        return found


class Person(AbstractBaseUser):
    """Somebody who signs in. A person has no rights of their own: appointments give them."""

    username = models.CharField(_("Tên đăng nhập"), max_length=150, unique=True)
    email = models.EmailField(_("Thư điện tử"), blank=True)
    full_name = models.CharField(_("Họ và tên"), max_length=200)
    full_name_folded = FoldedField(source="full_name")
    language = models.CharField(_("Ngôn ngữ"), max_length=5, default="vi")
    is_active = models.BooleanField(default=True)
    is_simulated = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = PersonManager()

    class Meta:
        ordering = ("full_name", "id")

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """The name as colleagues read it (asked for by the sign-in library)."""
        return self.full_name


class Token(models.Model):
    """A program's key. Only its SHA-256 is kept; the key itself is shown once, when it is made."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)

    class Meta:
        ordering = ("person_id", "id")

    def __str__(self) -> str:
        return f"{self.label} ({self.person})"
