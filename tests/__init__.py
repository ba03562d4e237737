"""The tests: flat, named by the module they test."""
