# SPDX-License-Identifier: EUPL-1.2
"""What a case is: a name, what the refusal must say, and a maker of the input."""
import socket

import forge
from forge import DEGREES, collection, feature, shapefile

CASES = {}


def case(expected, program_limits=True):
    """Registers a maker: folder -> the file to import, or the whole argument list.

    Without program_limits, the case is about a limit that a build under a sanitizer does not have.
    """
    def register(make):
        CASES[make.__name__] = (expected, make, program_limits)
        return make
    return register


def put(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def good(folder):
    return put(folder, "essai.geojson", collection(feature()))


def shp(folder, **members):
    return forge.write_shapefile(folder, "essai", shapefile(**members))


def changed(folder, change, **members):
    """A good shapefile whose members are then changed."""
    files = shapefile(**members)
    change(files)
    return forge.write_shapefile(folder, "essai", files)


def old_dataset(folder):
    """The dataset that the import is told to replace."""
    return folder.parent / "jeu"


class Listener:
    """A port of this machine that inputs name and that nobody may come to."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.address = "127.0.0.1:%d" % self._socket.getsockname()[1]

    def visited(self):
        try:
            self._socket.accept()[0].close()
            return True
        except BlockingIOError:
            return False


LISTENER = Listener()
