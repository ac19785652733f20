#!/usr/bin/env python
"""Pages as others write them, in multiples of the bare page that ours are held against (benchmarks/pages.py).

python benchmarks/stock_pages.py [--quick]

The same sheet with 56 and 956 inputs by Django's admin, crispy-forms, Django's formset, inputs by hand and Jinja2; and a list
of 30 things after that of healthchecks. Their site has the middlewares of `startproject` and none of ours.
"""

import os
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.stock.settings"

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks import bare
from benchmarks.answers import request
from benchmarks.measuring import against, repeated, settle, table
from benchmarks.ready import engine, make_tables
from benchmarks.stock.models import Channel, Check, Line, Sheet
from departments.models import User
from evaluations.models import BudgetLine
from tests.factories import complete_facts, make_office, make_user

QUICK = "--quick" in sys.argv
ROUNDS, MANY = (1, 1) if QUICK else (15, 5)
SIZES = (18, 318)  # lines of three inputs, beside two of the sheet
SHEETS = {
    "admin, TabularInline": "/admin/stock/sheet/{}/change/",
    "crispy-forms, table of a formset": "/crispy/{}/",
    "Django's formset": "/formset/{}/",
    "inputs by hand": "/by-hand/{}/",
    "the same by Jinja2": "/jinja/{}/",
}


def seed() -> dict[int, int]:
    """Number of lines → the sheet that has them; and what the list shows."""
    with connection.schema_editor() as editor:
        for model in (Sheet, Line, Channel, Check):
            editor.create_model(model)
    sheets = {size: Sheet.objects.create(title="基础数据", unit="万元").pk for size in SIZES}
    amounts = {"last_actual": Decimal("12.5"), "budget": Decimal(30), "actual": Decimal("28.123456")}
    Line.objects.bulk_create(Line(sheet_id=pk, **amounts) for size, pk in sheets.items() for _ in range(size))
    channels = Channel.objects.bulk_create(Channel(kind=kind) for kind in ("email", "sms", "hook", "chat"))
    for number in range(30):
        check = Check.objects.create(
            name=f"job {number}",
            tags=f"prod db{number % 5}",
            timeout=timedelta(hours=number + 1),
            last_ping=timezone.now(),
        )
        check.channels.set(channels[: number % 4 + 1])
    make_office().evaluation(document=complete_facts())  # the rows of the bare page
    assert BudgetLine.objects.count() > 30
    return sheets


def cookie_of(user: User) -> str:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def main() -> None:
    make_tables()
    sheets, cookie = seed(), cookie_of(make_user())
    settle()
    handler, plain, rows = WSGIHandler(), request(bare.handler(), "/", cookie), []
    for name, address in [*SHEETS.items(), ("a list of 30 checks", "/checks/")]:
        ratios = []
        for pk in sheets.values() if "{}" in address else [0]:
            page = request(handler, address.format(pk), cookie)
            page(), plain()
            ratios.append(f"{against(repeated(page, MANY), repeated(plain, MANY), ROUNDS)[1]:.1f}")
        rows.append((name, *ratios, *["–"] * (len(SIZES) - len(ratios))))
    heads = ("a page of", *(f"{3 * size + 2} inputs, × a bare page" for size in SIZES))
    table(f"stock pages on {engine()}", heads, rows)


if __name__ == "__main__":
    main()
