"""Backups that can be restored: made of database, files and the head of the log's chain, and tried on a scratch database."""
