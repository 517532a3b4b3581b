"""What every page shares: base templates, components, form rendering, static files.

It owns no data and knows no room above it. Pages of other rooms extend `ui/base.html` and load the tag
library `ui`; the navigation and the milestone dates come in through the ports of `daumoi.ui.ports`.
Nothing here needs JavaScript; scripts only make the same pages quicker.
"""
