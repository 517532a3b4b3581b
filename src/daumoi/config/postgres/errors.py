"""The one error of the embedded server."""


class EmbeddedServerError(RuntimeError):
    """The server cannot be prepared, started or stopped.

    The message is Vietnamese, names the place (folder, file, port) and the remedy, and is shown as it is.
    """
