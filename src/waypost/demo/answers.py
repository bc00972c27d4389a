"""What educators of the demo write: the texts of `content/work/`, filled with the words of one classroom."""

from functools import cache
from random import Random

from waypost.demo.content_files import Table, content

#: What an educator wants to find out, written down before they begin.
INTENTIONS = (
    "I want to see what everyone thinks before I go on, and not only those who raise their hands.",
    "I would like to change one thing in my lessons that I can keep doing when this is over.",
    "My team talked about this all fall. I want to try it properly once and show what came of it.",
    "I want to stop finding out at the test what I could have known on Tuesday.",
)

#: How many of those who say what they want also make it the pathway of their growth plan.
PATHWAY_SHARE = 0.4


@cache
def work_on(slug: str) -> Table:
    """Everything that is said about one micro-credential, by its slug."""
    return content(f"work/{slug}")


class Voice:
    """How one educator writes: their classroom, and which of the texts they would choose. The same on every load."""

    def __init__(self, who: str, place: str) -> None:
        self._random = Random(who)  # noqa: S311  # not used for security
        rooms = [room for room in content("classrooms")["classrooms"] if place in room["places"]]
        self._room: Table = self._random.choice(rooms)
        self._choice = self._random.randrange(1000)
        self.grade, self.unit = str(self._room["grade"]), str(self._room["unit"])
        self.is_growth_plan_pathway = self._random.random() < PATHWAY_SHARE
        self.intention = self._random.choice(INTENTIONS)

    def answer(self, slug: str, prompt: str) -> str:
        """The whole answer to a prompt, called by its title."""
        texts = self._row(slug, prompt)["texts"]
        return str(texts[self._choice % len(texts)]).strip().format(**self._room)

    def beginning(self, slug: str, prompt: str) -> str:
        """The first lines of it, a little different, as they stand on the first evening."""
        opening = self.answer(slug, prompt).partition("\n\n")[0]
        return f"Notes for myself: begin with the class, then the plan. {opening}"

    def longer_answer(self, slug: str, prompt: str) -> str:
        """The answer with what was added after feedback."""
        return f"{self.answer(slug, prompt)}\n\n{self._row(slug, prompt)['addition'].strip()}"

    def clock_time(self) -> str:
        """A time of a working day."""
        return f"{self._random.randrange(7, 17):02}:{self._random.randrange(60):02}"

    @staticmethod
    def _row(slug: str, prompt: str) -> Table:
        rows: list[Table] = work_on(slug)["answers"]
        return next(row for row in rows if row["prompt"] == prompt)
