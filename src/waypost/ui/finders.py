"""Bootstrap straight from its wheel: only the one sheet that pages use, and its map."""

from collections.abc import Iterator

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

USED = {"bootstrap.min.css", "bootstrap.min.css.map"}


class BootstrapFinder(FileSystemFinder):
    """Collects nothing of the wheel but the files in `USED`."""

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:  # type: ignore[override]  # the library's types are too narrow
        return ((name, storage) for name, storage in super().list(ignore_patterns) if name in USED)
