"""Facts documents to measure with: the demo paper, varied, or with more projects or longer texts."""

import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

PAPER = Path(__file__).resolve().parents[1] / "evaluations" / "demo" / "yongxing-2020.json"
WHOLE = ("establishment_posts", "staff_in_post", "contract_staff", "retirees")


def paper() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(PAPER.read_text(encoding="utf-8"))
    return document


def varied(number: int) -> bytes:
    """The paper of another department: every amount moved, the same for the same number."""
    chance, document = random.Random(number), paper()
    document["department"] = f"第{number}号单位"
    for name, value in document["figures"].items():
        if value and value != "n/a" and name not in WHOLE:
            document["figures"][name] = str(Decimal(value) * chance.randint(50, 150) / 100)
    document["figures"]["staff_in_post"] = str(chance.randint(10, 60))
    return written(document)


def with_projects(count: int) -> bytes:
    document = paper()
    items = [{"name": f"支出{place}", "amount": "1.5"} for place in range(3)]
    document["projects"] = [
        {"name": f"项目{place}", "kind": "earmarked", "budget": "4.5", "in_place": "4.5", "actual": "4", "items": items}
        for place in range(count)
    ]
    return written(document)


def with_text(times: int) -> bytes:
    document = paper()
    document["narratives"] = {code: "\n".join([text] * times) for code, text in document["narratives"].items()}
    return written(document)


def written(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
