"""工作台: what each person has to do, of what he or she was told, and how to be reached."""
