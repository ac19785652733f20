"""What programs read: the newest reports as Atom, the addresses of all as a sitemap, and what robots may visit."""

from html import escape

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localdate

from evaluations.publication.portal.portal_frame import PORTAL_TITLE, portal_frame, whole_address
from evaluations.publication.portal.shelf import portal_address, publications_on_show, shelf_counties, shelf_years

NEWEST = 50
SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def atom_feed() -> str:
    """The newest fifty reports; a correction comes again, with the day of its version."""
    name = str(portal_frame()["portal_name"])
    feed = Atom1Feed(
        title=name,
        link=whole_address("home"),
        description=PORTAL_TITLE,
        feed_url=whole_address("feed"),
        language="zh-CN",
    )
    counties = shelf_counties()
    for row in publications_on_show().order_by("-published_at", "-pk")[:NEWEST]:
        address = f"{settings.SITE_ORIGIN}{portal_address('report', row, counties)}"
        feed.add_item(
            title=row.title,
            link=address,
            description=f"{row.title}，{row.pages} 页。",
            unique_id=f"{address}#{row.submission.number}",
            pubdate=row.published_at,
            updateddate=row.published_at,
            author_name=row.department.name,
        )
    return feed.writeString("utf-8")


def site_map() -> str:
    """Every public page with a report, with the day it last changed; the lists change with the newest of them."""
    counties = shelf_counties()
    rows = list(publications_on_show())
    reports = [(f"{settings.SITE_ORIGIN}{portal_address('report', row, counties)}", row.published_at) for row in rows]
    lists = [
        whole_address("home"),
        whole_address("open_data"),
        whole_address("glossary"),
        whole_address("corrections"),
        *(whole_address("home", query=f"year={year}") for year in shelf_years()),
        *sorted({whole_address("department", row.department.budget_code) for row in rows}),
    ]
    entries = [f"<url><loc>{escape(address)}</loc></url>" for address in lists]
    entries += [
        f"<url><loc>{escape(address)}</loc><lastmod>{localdate(day).isoformat()}</lastmod></url>"
        for address, day in reports
        if day
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP_SPACE}">'
    return "\n".join([head, *entries, "</urlset>", ""])


def robots_text() -> str:
    """Robots read the public pages; desks are closed to them, as to everybody who is not signed in."""
    closed = sorted({reverse(name) for name in ("desk:home", "departments:login", "verification:home")})
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {whole_address('sitemap')}"]
    return "\n".join([*lines, ""])
