"""What persons decided about owners and trades: read, judged, kept, explained.

A decision stands above whatever is inferred. It edits no evidence, and taking it back restores
the former state. The form of the file is told at the head of ``default.yaml``.
"""
