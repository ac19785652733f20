"""`python -m config.probe`: ask the local web server whether it is ready, for container health checks."""

import http.client
import os
import sys
import urllib.request


def main(url: str = "http://127.0.0.1:8000/readyz/") -> int:
    """Return 0 when the server answers 200; it must be asked by a name it serves."""
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().removeprefix(".")
    try:
        urllib.request.urlopen(urllib.request.Request(url, headers={"Host": host}), timeout=5)
    except (OSError, http.client.HTTPException):  # refused, reset, too slow, or another status
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
