"""Đầu Mối: the rooms of the product. Each folder is one room, named after the field it serves."""
