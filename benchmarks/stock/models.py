"""A sheet of amounts, and a list of things that are watched, as healthchecks has it."""

from typing import ClassVar, Self

from django.db import models


class Sheet(models.Model):
    """What is filled in; two inputs of its own."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    title = models.CharField(max_length=80)
    unit = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    """Three amounts."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    sheet = models.ForeignKey(Sheet, models.CASCADE)
    last_actual = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    budget = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    actual = models.DecimalField(max_digits=18, decimal_places=6, null=True)

    def __str__(self) -> str:
        return f"{self.sheet} {self.pk}"


class Channel(models.Model):
    """Where somebody is told."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    kind = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.kind


class Check(models.Model):
    """Something that should report in time."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    name = models.CharField(max_length=80)
    tags = models.CharField(max_length=80)
    status = models.CharField(max_length=6, default="up")
    timeout = models.DurationField()
    last_ping = models.DateTimeField(null=True)
    channels = models.ManyToManyField(Channel)

    def __str__(self) -> str:
        return self.name
