"""Tests of shops, the queue and the programme as shops."""
