"""Pages of the register: each obtains through `access`, makes one domain call, shows what presenters made."""
