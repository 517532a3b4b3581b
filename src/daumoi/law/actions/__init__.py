from daumoi.law.actions.pack import load_pack

__all__ = ["load_pack"]
