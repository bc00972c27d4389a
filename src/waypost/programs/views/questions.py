"""Pages of the questions to ask in a phase."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.programs.actions import questions as actions
from waypost.programs.actions.phases import CycleClosed
from waypost.programs.forms.outcomes import TakeOutForm
from waypost.programs.forms.phases import AnswerForm, QuestionForm
from waypost.programs.queries.phases import phases, questions
from waypost.programs.rules.phases import answers_words
from waypost.programs.views.pages import typed
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

READ = Permission.PROGRAMS_PROGRAM_READ
MANAGE = Permission.PROGRAMS_PROGRAM_MANAGE


@requires(MANAGE)
def add_question(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask one more in a phase."""
    person = signed_in_person(request)
    phase = get_object_or_404(phases(person, MANAGE), uid=uid)
    form = QuestionForm(typed(request), phase=phase)
    back = reverse("phase", args=[uid])
    page = FormPage(
        "Ask a question",
        form,
        back,
        button="Add the question",
        crumbs=(Link(phase.name, back),),
        refused={CycleClosed: None},
    )
    return answer(request, page, lambda _version: actions.add_question(by=person, phase=phase, **form.cleaned_data))


@requires(READ)
def question_page(request: HttpRequest, uid: str) -> HttpResponse:
    """A question with its answers, the newest first."""
    person = signed_in_person(request)
    question = get_object_or_404(questions(person), uid=uid)
    cycle = question.phase.cycle
    if cycle.closed_at is not None:
        return redirect("program_cycle", uid=cycle.program.uid, number=cycle.number)
    context = {
        "question": question,
        "answers": question.answers.select_related("answered_by"),
        "may_edit": may(person, MANAGE, cycle.program.organization),
    }
    return render(request, "programs/question.html", context)


@requires(MANAGE)
def answer_question(request: HttpRequest, uid: str) -> HttpResponse:
    """Answer a question, or answer it anew."""
    person = signed_in_person(request)
    question = get_object_or_404(questions(person, MANAGE), uid=uid)
    form = AnswerForm(typed(request), initial=AnswerForm.initial_of(question))
    page = FormPage(
        question.text,
        form,
        reverse("phase_question", args=[uid]),
        button="Save the answer",
        lede="What was answered before stays readable.",
        crumbs=(Link(question.phase.name, reverse("phase", args=[question.phase.uid])),),
        zone=question.phase.cycle.program.organization.timezone,
        refused={CycleClosed: None},
        version=question.version,
        initial_of=AnswerForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.answer_question(
            by=person, question=question, started_from=version, text=form.cleaned_data["text"]
        ),
    )


@requires(MANAGE)
def take_out(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask before a question leaves its phase with its answers."""
    person = signed_in_person(request)
    question = get_object_or_404(questions(person, MANAGE), uid=uid)
    form = TakeOutForm(typed(request))
    back = reverse("phase", args=[question.phase.uid])
    page = FormPage(
        f"Take out “{question.text}”",
        form,
        back,
        button="Take it out",
        crumbs=(Link(question.phase.name, back),),
        done="The question is out. “Questions taken out”, below, puts it back.",
        notes=answers_words(question.answers.count()),
        refused={CycleClosed: None},
    )
    return answer(
        request,
        page,
        lambda _version: actions.take_question_out(by=person, question=question, why=form.cleaned_data["why"]),
    )


@requires(MANAGE)
@require_POST
def put_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask a question again that was taken out."""
    person = signed_in_person(request)
    actions.put_question_back(by=person, question=get_object_or_404(questions(person, MANAGE), uid=uid))
    return redirect("phase_question", uid=uid)
