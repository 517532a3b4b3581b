"""The icons of the product, by name. Only these are copied into the sprite.

Names are those of the outline set of `@tabler/icons-sprite`; `OWN` holds the few signs we draw ourselves, because
their exact shape carries meaning (the holding signs of the coverage matrix) or is ours (the brand mark).
"""

ICONS: tuple[str, ...] = (
    # the shell
    *("menu-2", "x", "search", "chevron-down", "chevron-right", "chevron-left", "dots", "user-circle"),
    *("calendar-event", "sun", "moon", "device-desktop", "language", "logout", "login", "keyboard", "help"),
    # rooms in the menu
    *("list-check", "clipboard-list", "file-check", "calendar-stats", "coins", "server-2", "zoom-check"),
    *("shield-lock", "hierarchy-3", "users-group", "file-text", "scale", "chart-bar", "layout-grid", "home"),
    # states and signs
    *("alert-triangle", "alert-circle", "info-circle", "circle-check", "circle-x", "circle-dot", "circle"),
    *("circle-dashed", "circle-minus", "question-mark", "ban", "clock", "hourglass", "check", "flag", "bell"),
    # verbs
    *("plus", "pencil", "trash", "eye", "download", "upload", "printer", "copy", "link", "external-link"),
    *("send", "refresh", "arrow-left", "arrow-right", "arrow-up-right", "filter", "columns-3", "adjustments"),
    *("lock", "signature", "rubber-stamp", "paperclip", "git-merge", "arrows-split-2", "exchange", "message"),
    # things of the field
    *("building", "building-bank", "users", "user", "id-badge-2", "mail", "phone", "file-spreadsheet"),
    *("file-type-pdf", "file-type-docx", "files", "gavel", "book-2", "certificate", "history", "timeline"),
    *("database", "world", "table", "list-details", "target", "briefcase", "school", "inbox", "archive"),
)

OWN: dict[str, str] = {
    "brand": (
        '<path d="M4.5 5l5 4.6M19.5 5l-5 4.6M4.5 19l5 -4.6M19.5 19l-5 -4.6"/>'
        '<circle cx="12" cy="12" r="3.8" fill="currentColor" stroke="none"/>'
        '<circle cx="3.6" cy="4.2" r="2" fill="currentColor" stroke="none"/>'
        '<circle cx="20.4" cy="4.2" r="2" fill="currentColor" stroke="none"/>'
        '<circle cx="3.6" cy="19.8" r="2" fill="currentColor" stroke="none"/>'
        '<circle cx="20.4" cy="19.8" r="2" fill="currentColor" stroke="none"/>'
    ),
    "holding-lead": '<circle cx="12" cy="12" r="7" fill="currentColor" stroke="none"/>',
    "holding-partial": (
        '<circle cx="12" cy="12" r="6.5"/><path d="M12 5.5a6.5 6.5 0 0 0 0 13z" fill="currentColor"/>'
    ),
    "holding-none": '<circle cx="12" cy="12" r="6"/>',
}

KNOWN: frozenset[str] = frozenset(ICONS) | frozenset(OWN)
