"""The command: its words, and all that it prints. Nothing else prints or exits."""

from __future__ import annotations

from presswork.cli.application import main

__all__ = ["main"]
