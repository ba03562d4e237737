"""The sockets that the bot listens on."""

from __future__ import annotations

import socket
from socket import AF_INET, AF_INET6


def listening(address: str, port: int) -> socket.socket:
    """Listen on a port. Raises OSError, its message without the address."""
    try:
        # tornado's own bind_sockets leaves its socket open where it fails.
        server = socket.create_server((address, port), family=AF_INET6 if ":" in address else AF_INET)
    except OSError as error:
        raise OSError((error.strerror or str(error)).split(" (")[0]) from error
    server.setblocking(False)
    return server
