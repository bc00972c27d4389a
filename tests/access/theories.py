"""Who may open the addresses of the library and of theories of action (`table.py` explains the rows)."""

from tests.access.rows import LIBRARY_READERS, PLAN_READERS, THEORY_EDITORS, Row
from tests.improvement import addresses as improvement
from tests.library import addresses as library

THEORY_ROWS: dict[str, Row] = {
    # library
    "library": Row(LIBRARY_READERS),
    "library_study_add": Row(THEORY_EDITORS),
    "library_memo_add": Row(THEORY_EDITORS),
    "library_item": Row(LIBRARY_READERS, library.study),
    "library_edit": Row(THEORY_EDITORS, library.memo),
    "library_share": Row(THEORY_EDITORS, library.memo),
    "library_take_out": Row(THEORY_EDITORS, library.memo, method="POST", status=302),
    "library_put_back": Row(THEORY_EDITORS, library.taken_out, method="POST", status=302),
    # improvement
    "theories": Row(PLAN_READERS),
    "theory_statement_edit": Row(THEORY_EDITORS, improvement.statement),
    "theory_link_edit": Row(THEORY_EDITORS, improvement.link),
    "theory_link_lock": Row(THEORY_EDITORS, improvement.link, method="POST", status=302),
    "theory_finding": Row(THEORY_EDITORS, improvement.link),
    "theory_cite": Row(THEORY_EDITORS, improvement.link),
    "theory_citation_take_out": Row(THEORY_EDITORS, improvement.citation, method="POST", status=302),
    "theory_take_out": Row(THEORY_EDITORS, improvement.part),
    "theory_put_back": Row(THEORY_EDITORS, improvement.part_that_is_out, method="POST", status=302),
    "theory": Row(PLAN_READERS, improvement.program),
    "theory_begin": Row(THEORY_EDITORS, improvement.program),
    "theory_picture": Row(PLAN_READERS, improvement.program),
    "theory_new_version": Row(THEORY_EDITORS, improvement.program),
    "theory_taken_out": Row(THEORY_EDITORS, improvement.program),
    "theory_statement_add": Row(THEORY_EDITORS, improvement.program),
    "theory_link_add": Row(THEORY_EDITORS, improvement.program),
}
