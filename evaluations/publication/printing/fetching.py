"""What a report may load while it is laid out: nothing but what we hand over by name."""

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ASSET_PREFIX = "asset:"
PICTURE_PREFIX = "data:image/png;base64,"  # carried by the page itself: the manual's pictures


class AssetFetcher(URLFetcher):
    """Serves `asset:<name>` from a dictionary of (bytes, media type) and pictures that the page carries; refuses the rest.

    The refusal is a FatalURLFetchingError, which WeasyPrint does not swallow: a report that asks for
    a file or a host must not come out at all.
    """

    def __init__(self, assets: dict[str, tuple[bytes, str]] | None = None) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.assets = assets or {}

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        """Return the asset; raises FatalURLFetchingError for anything that is not one."""
        if url.startswith(PICTURE_PREFIX):
            return super().fetch(url, headers)
        asset = self.assets.get(url.removeprefix(ASSET_PREFIX)) if url.startswith(ASSET_PREFIX) else None
        if asset is None:
            raise FatalURLFetchingError(f"refused: {url[:80]}")
        data, media_type = asset
        return URLFetcherResponse(url, data, {"Content-Type": media_type})
