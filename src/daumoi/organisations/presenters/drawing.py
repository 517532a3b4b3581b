"""The organisation chart as SVG markup.

Written here and not in a template: a hundred boxes of a dozen numbers each would cost the template engine more
than the rest of the page. What comes from data is escaped; everything else is a number or written here.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString

from daumoi.organisations.presenters.chart import Chart, Node


def draw(*, chart: Chart, label: str) -> SafeString:
    """The whole drawing; `label` names it for screen readers, each box is a link that says its full name."""
    size = f'width="{chart.width}" height="{chart.height}" viewBox="0 0 {chart.width} {chart.height}"'
    boxes = "".join([_box(node) for node in chart.nodes])
    lines = "".join(chart.paths)
    return SafeString(
        f'<svg class="org-chart" {size} role="group" aria-label="{escape(label)}"><path d="{lines}"/>\n{boxes}</svg>'
    )


def _box(node: Node) -> str:
    kind = " is-head" if node.is_head else " is-it" if node.is_it_unit else ""
    anchor = ' text-anchor="middle"' if node.is_head else ""
    words = "".join([f'<tspan x="{node.text_x}" y="{y}">{escape(line)}</tspan>' for y, line in node.rows])
    return (
        f'<a href="{escape(node.url)}" class="org-node{kind}"><title>{escape(node.name)}</title>'
        f'<rect x="{node.x}" y="{node.y}" width="{node.width}" height="{node.height}" rx="8"/>'
        f"<text{anchor}>{words}</text></a>\n"
    )
