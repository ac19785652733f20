"""A section page as a browser without JavaScript sees it: its form read from the HTML, filled in, sent back."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

# How the page's own script asks.
AS_SCRIPT: dict[str, Any] = {"HTTP_ACCEPT": "application/json"}


@dataclass
class FormReader(HTMLParser):
    """Collects the successful controls of one form, as HTML defines them."""

    form_id: str = "section-form"
    values: dict[str, str] = field(default_factory=dict)
    inside: bool = False
    text_of: str = ""
    select: str = ""

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        if not (self.inside or given.get("form") == self.form_id):
            return
        name = given.get("name", "")
        if tag == "input":
            tick = given.get("type") in ("radio", "checkbox")
            if name and (not tick or "checked" in given):
                self.values[name] = given.get("value", "on" if tick else "")
        elif tag == "textarea":
            self.values[name], self.text_of = "", name
        elif tag == "select":
            self.select = name
        elif tag == "option" and (self.select not in self.values or "selected" in given):
            self.values[self.select] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self.values[self.text_of] = self.values[self.text_of].removeprefix("\n")
            self.text_of = ""

    def handle_data(self, data):
        if self.text_of:
            self.values[self.text_of] += data


def form_values(response, form_id="section-form") -> dict[str, str]:
    """The names and values that a press on a button would send."""
    reader = FormReader(form_id)
    reader.feed(response.content.decode())
    return reader.values


def press(client, url, typed=(), *, button=("go", "stay")):
    """Open the page, type over its fields, press a button; the answer as it comes, without following."""
    values = form_values(client.get(url)) | dict(typed)
    return client.post(url, values | dict([button]))


def section_texts(document: dict, section) -> dict[str, str]:
    """What a person would type on a section's page to file this facts document."""
    typed = {name: "不适用" if value == "n/a" else value or "" for name, value in document["figures"].items()}
    typed |= {f"text-{code}": text for code, text in document["narratives"].items()}
    typed |= {f"person-{name}": text for name, text in document.get("people", {}).items()}
    if section.code in document.get("none_sections", ()):
        typed["none"] = "on"
    maker = ROWS.get(section.table)
    return typed | (maker(document) if maker else {})


def projects(document):
    typed: dict[str, str] = {}
    for number, project in enumerate(document["projects"]):
        start = f"project-{number}"
        names = ("name", "kind", "budget", "full_year", "in_place", "actual", "goal", "note")
        typed |= {f"{start}-{name}": project[name] or "" for name in names if name in project}
        for place, item in enumerate(project.get("items", ())):
            typed |= {f"{start}-item-{place}-{name}": item[name] for name in ("name", "amount")}
        typed |= own_targets(f"{start}-target", project.get("targets", ()))
    return typed


def own_targets(prefix, rows):
    typed = {}
    for number, target in enumerate(rows):
        start = f"{prefix}-{number}"
        typed[f"{start}-category"] = "/".join(target[key] for key in ("slot", "level2") if key in target)
        typed |= {f"{start}-{name}": text for name, text in target.items() if name not in ("slot", "level2")}
    return typed


def targets(document):
    return own_targets("target", document["targets"])


def achievements(document):
    rows = enumerate(document["achievements"])
    return {f"achievement-{number}-{name}": row[name] for number, row in rows for name in ("title", "body")}


def entries(document):
    typed: dict[str, str] = {}
    for code, entry in document["entries"].items():
        start = f"entry-{code}"
        typed |= {f"{start}-check{n}": "on" for n, tick in enumerate(entry.get("checked", ())) if tick}
        names = ("cases", "grade", "score", "maximum", "reason")
        typed |= {f"{start}-{name}": str(entry[name]) for name in names if name in entry}
        typed |= {f"{start}-na": "on"} if entry.get("not_applicable") else {}
    return typed


ROWS = {"projects": projects, "achievements": achievements, "indicators": entries, "targets": targets}
