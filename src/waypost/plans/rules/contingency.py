"""The template's one cell about what could go wrong, as the two things that it holds (PL5). Pure."""

WORKAROUND = "Workaround:"


def split_contingency(cell: str) -> tuple[str, str]:
    """(setback, workaround) of a cell; all of it is the setback where no line begins with "Workaround:"."""
    lines = cell.splitlines()
    place = next((at for at, line in enumerate(lines) if line.casefold().startswith(WORKAROUND.casefold())), None)
    if place is None:
        return cell.strip(), ""
    rest = [lines[place][len(WORKAROUND) :], *lines[place + 1 :]]
    return "\n".join(lines[:place]).strip(), "\n".join(rest).strip()


def joined_contingency(setback: str, workaround: str) -> str:
    """The cell again: `split_contingency` of it gives both back."""
    return "\n".join(filter(None, [setback, f"{WORKAROUND} {workaround}" if workaround else ""]))
