"""The tests, mirroring the tree they test."""
