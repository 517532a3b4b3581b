"""Domain errors. Each names the place and the remedy in one Vietnamese sentence an officer can act on."""


class DomainError(Exception):
    """A request that the rules refuse.

    `code` is a dotted stable name for programs ("organisations.overlap"), `message` says what is wrong
    and where, `remedy` what to do next. Views answer 409, the CLI exits 1 with one line.
    """

    status = 409

    def __init__(self, code: str, message: str, *, remedy: str = "", place: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = str(message)
        self.remedy = str(remedy)
        self.place = str(place)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


class Invalid(DomainError):
    """The input cannot be understood or breaks a rule of form."""

    status = 422


class NotFound(DomainError):
    """No such thing, or not one this person may know of: the two are never told apart."""

    status = 404


class Forbidden(DomainError):
    """The person may see the thing but not do this to it."""

    status = 403


class Conflict(DomainError):
    """The thing changed in the meantime, or its state does not allow the step."""

    status = 409
