"""What the journal says of acts on the papers of a scheme, its way, and what follows the decision."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    "scheme.paper.drafted": gettext_noop("soạn văn bản của hồ sơ trình"),
    "scheme.paper.redrawn": gettext_noop("soạn lại văn bản của hồ sơ trình"),
    "scheme.event.recorded": gettext_noop("ghi đường đi của đề án"),
    "scheme.event.voided": gettext_noop("gỡ một dòng ghi nhầm về đường đi của đề án"),
    "scheme.tasks.opened": gettext_noop("giao việc cho các bộ theo quyết định"),
    "scheme.task.finished": gettext_noop("ghi kết quả việc theo quyết định"),
    "scheme.recommendations.loaded": gettext_noop("nạp khuyến nghị của gói dữ liệu"),
}
