"""The graph of insiders and its API. Importing this package imports nothing else."""

__version__ = "0.1.0"
