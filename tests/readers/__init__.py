"""The readers' tests."""
