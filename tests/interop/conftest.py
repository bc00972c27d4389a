"""Tests that ask software which is not ours."""
