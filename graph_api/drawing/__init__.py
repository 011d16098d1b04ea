"""Pictures of who counts as whom: what is in one, where it stands, and how it is painted.

``scene`` is pure; ``layout`` and ``painting`` need the packages of the extra ``draw``.
"""
