"""The line between a browser and the server, which can be cut: connections break, and nobody answers the next."""

import select
import socket
import struct
import threading
from contextlib import suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer

# On closing send RST at once, as the kernel does for a process that was killed.
BREAK_OFF = struct.pack("ii", 1, 0)


class Carrier(BaseRequestHandler):
    """One connection, carried to the server and back until either side has ended it."""

    server: "Line"

    def handle(self) -> None:
        with socket.create_connection(self.server.behind) as behind, suppress(OSError, ValueError):
            ends = {self.request: behind, behind: self.request}
            while True:
                for ready in select.select(ends, [], [])[0]:
                    if not (data := ready.recv(1 << 16)):
                        return
                    ends[ready].sendall(data)


class Line(ThreadingTCPServer):
    """Listens at a port (0: any that is free) from the moment it is made."""

    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self, behind: tuple[str, int], port: int) -> None:
        super().__init__(("127.0.0.1", port), Carrier)
        self.behind = behind
        self.open: set[socket.socket] = set()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def process_request(self, request, client_address) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def cut(self) -> None:
        """Listen no longer, and break what is open."""
        self.shutdown()
        self.server_close()
        for connection in list(self.open):
            with suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, BREAK_OFF)
                connection.shutdown(socket.SHUT_RDWR)
