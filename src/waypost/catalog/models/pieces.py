"""What stands in order inside a version or a part of one; the pieces that explain the competency (EA1)."""

from typing import ClassVar, Self

from django.db import models

from waypost.catalog.models.content import Content
from waypost.catalog.models.versions import MicroCredentialVersion


class Piece(Content):
    """Something that stands in order inside a version, or inside a part of one."""

    position = models.PositiveSmallIntegerField()

    parent_field: ClassVar[str] = "version"

    objects = models.Manager["Self"]()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "pk"]

    @property
    def noun(self) -> str:
        """What editors call it, such as "evidence item"."""
        return str(self._meta.verbose_name)

    @property
    def in_version(self) -> MicroCredentialVersion:
        """The version in which it stands."""
        parent = getattr(self, self.parent_field)
        return parent if isinstance(parent, MicroCredentialVersion) else parent.version

    def siblings(self) -> "models.QuerySet[Self]":
        """Itself and what stands in order beside it."""
        return type(self).objects.filter(**{self.parent_field: getattr(self, self.parent_field)})


class MethodComponent(Piece):
    """One step of the key method."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="components")
    name = models.CharField(max_length=120)
    text = models.TextField()

    def __str__(self) -> str:
        return self.name


class ResearchSource(Piece):
    """A source that can be cited, and what it found."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="research_sources")
    authors = models.TextField(help_text="One name on each line, family name first.")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    published_in = models.CharField(max_length=300, blank=True)
    doi = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    finding = models.TextField()

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    @property
    def author_names(self) -> list[str]:
        return self.authors.splitlines()

    @property
    def address(self) -> str:
        """Where the source can be read; its DOI first, since that outlives a move."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


class Resource(Piece):
    """Something that helps while learning, and how to use it."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="resources")
    name = models.CharField(max_length=200)
    use = models.TextField()
    url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class TimeStep(Piece):
    """A share of the estimated hours."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="time_steps")
    what = models.CharField(max_length=200)
    hours = models.DecimalField(max_digits=5, decimal_places=1)

    def __str__(self) -> str:
        return self.what


class Alignment(Piece):
    """A statement of a framework or standard that this competency serves."""

    version = models.ForeignKey(MicroCredentialVersion, on_delete=models.CASCADE, related_name="alignments")
    framework = models.CharField(max_length=200)
    code = models.CharField(max_length=120)
    statement = models.TextField()
    url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.framework}: {self.code}"
