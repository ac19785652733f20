"""The site as real processes, while parts of it are killed, stopped, filled up, asked twice and hurried."""
