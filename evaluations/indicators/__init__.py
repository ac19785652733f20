"""Arithmetic of the performance evaluation: figures in, scores and their reasons out. Knows no Django."""
