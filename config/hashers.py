"""The password hash: Argon2 in a size that a county's small machine can afford."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CountyArgon2(Argon2PasswordHasher):
    """OWASP's minimum (19 MiB, two rounds, one lane).

    Django's default takes 100 MB for every login; the morning rush of a deadline
    would exhaust a machine with 4 GB.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
