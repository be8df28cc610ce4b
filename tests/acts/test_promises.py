"""What is a promise, what only looks like one, and what is promised by when."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acts.clauses import split_clauses
from bot.acts.promises import PromiseReader
from bot.acts.wording import mended
from bot.prompts import bundled_prompts

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Oslo"))  # a Monday
READER = PromiseReader(bundled_prompts().promise_patterns)

FIRM = """\
I'll finish the first chapter by Sunday
I will write to the guild tomorrow
I'm going to sketch the dashboard tonight
i'm gonna practise scales every evening
im going to update my portfolio next week
gonna record a demo on Saturday
I promise to send the draft by the 20th
I promise I'll call the recruiter on Wednesday
I plan to solder the board this weekend
I intend to read two papers before Friday
I've decided to apply to three studios by April 15
My plan is to rehearse the talk on Thursday
My goal is to close the sale course by the end of the month
The goal for this week is to taste four wines by Saturday
Goal for the week: prune the roses by Sunday
Note to self: renew the licence by Friday
Remind me to water the seedlings tomorrow
please remind me to call Mum's accountant on Tuesday
Can you remind me to book the exam tomorrow?
could you nudge me to stretch every morning
Hold me to it: one sketch a day
You can count on me to bring the samples on Monday
We'll review each other's essays on Sunday
I'll definitely bake the test loaf on Friday
I'll try to email the beekeeper by noon tomorrow
The invoice template I'll do on Wednesday
Let me set up the loom tomorrow evening
Ok then I'll draft the cover letter by Thursday
well, I'm planning to visit the workshop in two weeks
I'll be done with module 3 by Friday
I'll have the résumé translated by the 15th
I'll write one page
I'm determined to finish the mosaic by June
every Monday I'll rehearse for an hour
add 'email Ana' to my list for next week
please put the tax form on my to-do list for Friday
On Tuesdays and Thursdays I'll swim before work
I commit to ten flashcards every day
I'll ping Olu next week if that's ok
I promised Ana to send the draft by Friday
I'll read ten pages a day
I promised my boss I'd finish the report by Monday
after lunch tomorrow I'll proofread the grant
When it's 20:00 on a weekday, I open the course
Whenever I get home from work I'll practise for ten minutes
If I'm tempted to scroll, I'll open the book instead
After dinner I'll review my notes every day
When I get home from work I sketch for ten minutes
can u remind me 2 call the vet at 5pm
set a reminder for Thursday to renew the passport
remind me of the milk tomorrow
my sister and I will paint the wall on Saturday
I've got to finish so I'll do an hour tonight
I'll finish what I said I would by Friday""".splitlines()

DATED = """\
I want to finish the pottery course by May
I need to hand in the form by Thursday
I have to tune the piano tomorrow
I'd like to publish the recipe by the end of the week
I hope to complete two lessons this weekend
I should call the union on Friday
I'm trying to read the manual by Sunday
want to have the sewing pattern cut by Saturday
have to send the photos tomorrow
gotta pay the course fee by Friday
trying to knit one sleeve by Sunday
planning to fire the kiln by Friday
aiming for three applications by Friday
I'd better finish the tax form by tomorrow
I'm supposed to hand in the essay by Friday
I ought to ring the lender before Wednesday
I'm sending the sample tomorrow
I'm meeting the mentor on Thursday to show her the model
by Tuesday I make the quiz
tomorrow we paint the backdrop""".splitlines()

NOTES = """\
email two curators by Friday
finish the barista course by 1 April
proofread chapter 4 tomorrow at 7pm
two job applications by Wednesday
book the forklift test, by Monday
every Sunday: meal plan""".splitlines()

SLIPS = """\
Ill write the summary tomorrow
i'l call the school on Monday
il finish the poster by friday
i wil send the letter tomorow
Im goin to fix the bike this weekend
i’ll mail the form by wensday
so ill start the essay tonight
sent the mail and ill call her tomorrow""".splitlines()

NONE = """\
I promised to read a page yesterday
Last year I promised myself to read a chapter every day
If I finish the course by Friday, could I skip phase 2?
What if I practised two hours every day?
I could do it by Friday, I guess
I might call them tomorrow
maybe I'll go on Saturday
I'll go on Saturday, maybe
perhaps I'll write to her next week
Should I email the curator by Friday?
Will I be ready by September?
When will I finish?
How would I get it done by Sunday?
is it ok to start on Monday
what should I do tomorrow
who will grade it by Friday
My boss said "I'll send it by Monday"
She told me I'll get it on Tuesday
The book says I will read a chapter every day
everyone says I'll fail by June
My brother will finish by Friday
my teacher and her friend will visit on Sunday
He's going to call tomorrow
they'll publish the results on Thursday
The course will end on Friday
this will take until March
I won't manage anything this week
I'm not going to do it by Friday
I will not write on Sunday
I'm no longer going to apply in May
I don't think I'll finish by Friday
I can't do it tomorrow
I never said I'll do it by Friday
I was going to email them last Friday
I wanted to finish it by yesterday
I planned to call on Saturday but did not
I emailed two people on Friday
I finished the chapter yesterday
last week I wrote every day
I had promised to call by Monday
I used to get up at six every day
I'll be forty on Friday
I'll be in Rome next week
I'll need eight weeks for that
I'll miss my old team
I'll have five hours this weekend
I'll probably be late on Tuesday
I'll never learn this by June
I'll see what happens tomorrow
I'll think about it until Friday
I'll let you know tomorrow
I'll get a raise in May
I'll know more on Thursday
I'd love to be done by summer
I'd do it tomorrow
I would call her on Monday
I wish I could finish by Friday
if only I had time on Sunday
If I had a laptop I'd start tomorrow
Suppose I start on Monday, then what
imagine I'll pass the exam in June
I'm thinking of applying in May
I'm not sure I'll make it by Friday
I wonder if I'll finish by then
I'll apply in May if I get the certificate
I'll start tomorrow unless it rains
I'll do the second half provided my sister helps
hello
thanks, that helps
the exam is on Friday
it starts on Monday
there's a fair next Saturday
you will like it
that'll be on Tuesday
how long does the welding course take
I turn thirty on Sunday
I feel better today
I work on Mondays
I was born on 1 April
we had a call on Tuesday
see you on Friday
happy new year
nobody will read it by Friday
I would rather not do it tomorrow
I hope I'll pass by June
I bet I'll be done by Sunday
I'll try
I'll do it
When I got home I slept
When I finish the course I'll apply
If Ana agrees I'll start on Monday
let me know by Friday
please write to me on Friday
send me the list by Friday
Sand the table by Sunday?
I'll sand the table by Sunday, won't I?
he texted: I'll be there by Friday
I said I'd do it by Friday
I wont be done by friday
I'd better not do it tomorrow
I was ill all week
ill all last week
I was tired and ill on Friday
that went well this week
I forgot to call yesterday""".splitlines()


def strength(text: str) -> str | None:
    """Return how the last clause of `text` promises something; before it stands at most a greeting."""
    *_, clause = split_clauses(text)
    return READER.strength(clause, NOW)


@pytest.mark.parametrize("text", FIRM)
def test_who_says_that_they_will_promises_firmly(text: str) -> None:
    assert strength(text) == "firm"


@pytest.mark.parametrize("text", DATED)
def test_a_wish_and_what_is_under_way_count_with_a_date(text: str) -> None:
    assert strength(text) in ("firm", "wish")


@pytest.mark.parametrize("text", NOTES)
def test_a_thing_to_do_with_a_date_is_a_note_to_oneself(text: str) -> None:
    assert strength(text) in ("firm", "note")


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_of_the_keyboard_hides_no_promise(text: str) -> None:
    assert strength(text) == "firm"


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_promise_is_none(text: str) -> None:
    assert [READER.strength(clause, NOW) for clause in split_clauses(text)] == [None] * len(
        split_clauses(text)
    )


@pytest.mark.parametrize("text", ["I want to learn welding", "I need to practise more"])
def test_a_wish_without_a_date_is_vague(text: str) -> None:
    assert strength(text) == "vague"


def test_a_note_without_a_date_is_no_promise() -> None:
    assert strength("email two curators") is None


THINGS: list[tuple[str, str, date | None, time | None]] = [
    ("I'll email two people by Friday", "email two people", date(2026, 3, 6), None),
    ("I will write one page", "write one page", None, None),
    ("I'll read ten pages a day", "read ten pages", date(2026, 3, 2), None),
    ("I'll have ten hours a week", "have ten hours a week", None, None),
    ("by Sunday I'll have read chapter 2", "have read chapter 2", date(2026, 3, 8), None),
    ("Remind me to water the seedlings tomorrow at 7pm", "water the seedlings", date(2026, 3, 3), time(19)),
    ("please remind me about the form on Thursday", "the form", date(2026, 3, 5), None),
    ("tomorrow I'm going to call the union", "call the union", date(2026, 3, 3), None),
    ("I'll definitely try to bake a loaf on Friday", "bake a loaf", date(2026, 3, 6), None),
    ("my goal is to close the course by 31 March", "close the course", date(2026, 3, 31), None),
    ("Goal for the week: prune the roses by Sunday", "prune the roses", date(2026, 3, 8), None),
    ("The invoice template I'll do on Wednesday", "do The invoice template", date(2026, 3, 4), None),
    ("email two curators by Friday please", "email two curators", date(2026, 3, 6), None),
    ("I'm sending the sample tomorrow", "sending the sample", date(2026, 3, 3), None),
    ("we're going to the notary on Friday", "go to the notary", date(2026, 3, 6), None),
    ("better finish the tax form by tomorrow", "finish the tax form", date(2026, 3, 3), None),
    ("set a reminder for Thursday to renew the visa", "renew the visa", date(2026, 3, 5), None),
    ("can u remind me 2 call the vet at 5pm", "call the vet", date(2026, 3, 2), time(17)),
    ("I'll renew my id card by Friday", "renew my id card", date(2026, 3, 6), None),
    ("* call Ana tomorrow", "call Ana", date(2026, 3, 3), None),
    ("1. call Ana tomorrow", "call Ana", date(2026, 3, 3), None),
    ("[ ] call Ana tomorrow", "call Ana", date(2026, 3, 3), None),
    ("finish the draft -> Friday", "finish the draft", date(2026, 3, 6), None),
    ("I'll do the quiz soon", "do the quiz", None, None),
    ("Ill finsh the summary tomorow", "finsh the summary", date(2026, 3, 3), None),
    ("I promise I'll call Ana on Wednesday, no excuses", "call Ana", date(2026, 3, 4), None),
    ("ok so I'll draft the letter by Thursday evening", "draft the letter", date(2026, 3, 5), time(19)),
    ("I want to have the pattern cut by Saturday", "have the pattern cut", date(2026, 3, 7), None),
    ("I'll read C++ Primer, chapter 3, by 20 March", "read C++ Primer, chapter 3", date(2026, 3, 20), None),
]


@pytest.mark.parametrize(("text", "thing", "due_on", "due_time"), THINGS)
def test_what_is_promised_stands_without_its_introduction_and_date(
    text: str, thing: str, due_on: date | None, due_time: time | None
) -> None:
    (promise,) = READER.read(text, NOW)

    assert promise.text == thing
    assert (promise.when and promise.when.due_on, promise.when and promise.when.due_time) == (
        due_on,
        due_time,
    )


TWO = [
    (
        "I'll fix the gate on Tuesday; and the fence on Thursday",
        [("fix the gate", date(2026, 3, 3)), ("the fence", date(2026, 3, 5))],
    ),
    (
        "Today I'll sand the table and tomorrow I'll oil it and on Friday I'll sell it",
        [
            ("sand the table", date(2026, 3, 2)),
            ("oil it", date(2026, 3, 3)),
            ("sell it", date(2026, 3, 6)),
        ],
    ),
    (
        "I'll email Ana by Wednesday and finish the quiz by Friday",
        [("email Ana", date(2026, 3, 4)), ("finish the quiz", date(2026, 3, 6))],
    ),
    (
        "I'll finish chapter 2 by Friday and read chapter 3 by the Friday after",
        [("finish chapter 2", date(2026, 3, 6)), ("read chapter 3", date(2026, 3, 13))],
    ),
    (
        "I'll finish the course next week and the exercises the week after",
        [("finish the course", date(2026, 3, 15)), ("the exercises", date(2026, 3, 22))],
    ),
    (
        "I'll read the guide this month and write the report the following month",
        [("read the guide", date(2026, 3, 31)), ("write the report", date(2026, 4, 30))],
    ),
    (
        "tomorrow I'll call the school, and on Friday I'll pay the fee",
        [("call the school", date(2026, 3, 3)), ("pay the fee", date(2026, 3, 6))],
    ),
    (
        "sketch the logo by Tuesday, then print it on Thursday",
        [("sketch the logo", date(2026, 3, 3)), ("print it", date(2026, 3, 5))],
    ),
    (
        "by Wednesday I'll read the brief and by Friday answer it",
        [("read the brief", date(2026, 3, 4)), ("answer it", date(2026, 3, 6))],
    ),
]


@pytest.mark.parametrize(("text", "promised"), TWO)
def test_each_date_with_a_thing_of_its_own_is_a_promise(text: str, promised: list[tuple[str, date]]) -> None:
    read = [promise for clause in split_clauses(text) for promise in READER.read(clause.text, NOW)]

    assert [(promise.text, promise.when and promise.when.due_on) for promise in read] == promised


def test_two_things_for_one_date_are_one_promise() -> None:
    (promise,) = READER.read("I'll wash the brushes and stretch the canvas by Friday", NOW)

    assert promise.text == "wash the brushes and stretch the canvas"


@pytest.mark.parametrize(
    ("text", "thing", "plan"),
    [
        (
            "If it is 20:00 on a weekday, I'll open the course",
            "open the course",
            "If it is 20:00 on a weekday, I'll open the course",
        ),
        (
            "Whenever I get home from work I'll practise for ten minutes.",
            "practise for ten minutes",
            "Whenever I get home from work I'll practise for ten minutes",
        ),
        ("I'll practise for ten minutes", "practise for ten minutes", None),
    ],
)
def test_an_if_then_plan_is_kept_whole_beside_what_is_to_be_done(
    text: str, thing: str, plan: str | None
) -> None:
    (promise,) = READER.read(text, NOW)

    assert (promise.text, promise.if_then) == (thing, plan)


@pytest.mark.parametrize(
    ("text", "thing", "rule"),
    [
        ("every Monday I'll rehearse for an hour", "rehearse for an hour", "FREQ=WEEKLY;BYDAY=MO"),
        ("I'll do ten flashcards every day", "do ten flashcards", "FREQ=DAILY"),
        ("I commit to one sketch every other Friday", "one sketch", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
    ],
)
def test_what_comes_back_is_promised_with_its_rule(text: str, thing: str, rule: str) -> None:
    (promise,) = READER.read(text, NOW)

    assert promise.text == thing
    assert promise.when is not None
    assert promise.when.recurrence is not None
    assert promise.when.recurrence.rule == rule


def test_a_very_long_promise_is_cut() -> None:
    (promise,) = READER.read(f"I'll write {'very ' * 100}much by Friday", NOW)

    assert len(promise.text) == 240
    assert promise.text.endswith("…")


PIECES = [*FIRM, *DATED, *NOTES, *SLIPS, *NONE]


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=4).map(" and ".join))
def test_any_text_is_read_and_what_is_promised_stands_in_it(text: str) -> None:
    for clause in split_clauses(text):
        READER.strength(clause, NOW)
        for promise in READER.read(clause.text, NOW):
            said = mended(clause.text)
            assert all(word in said for word in promise.text.split())


@pytest.mark.parametrize(
    "text",
    [
        "My landlord is going to fix the wifi by Saturday",
        "my teacher wants the essay by Monday",
        "somebody from HR calls me on Friday",
        "can you finish my essay by Monday",
        "I'm dreading the call on Monday",
        "I almost sent the mail on Friday",
    ],
)
def test_what_others_do_or_is_felt_is_no_promise(text: str) -> None:
    assert strength(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Chapter six is to be read by Sunday",
        "those two mails will be gone by Thursday",
        "the grant letter is off my desk by Friday",
        "until Friday I have written the letter",
        "Resume rewrite goes out the door by 8 January",
        "three applications by Sunday, that's the deal",
        "Mark me down for the first aid exam on Friday",
        "you say me on Saturday that I must repeat the words",
        "planning on calling my aunt on Friday",
    ],
)
def test_what_is_to_have_come_about_by_a_day_is_promised(text: str) -> None:
    assert strength(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "sorry, I meant tomorrow",
        "I actually meant next Thursday",
        "what I mean is this month",
        "I was talking about next week",
        "rather on Friday",
        "not this week, next week",
        "make that Thursday",
        "correction: on Thursday",
    ],
)
def test_who_corrects_a_time_promises_nothing(text: str) -> None:
    assert strength(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "my assignments for next week",
        "all the chores for tomorrow please",
        "to-do list for this month, in full",
        "programme for Monday, everything",
        "I want an overview for next week",
    ],
)
def test_what_is_only_named_for_a_time_is_asked_for(text: str) -> None:
    assert strength(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "my assignments by Friday",
        "three exercises for tomorrow",
        "I want to finish the assignments for next week",
        "remind me of the assignments for Thursday",
        "homework for this week: paint the shelf",
        "do the assignments by Friday",
    ],
)
def test_what_is_to_be_done_with_it_makes_it_a_promise(text: str) -> None:
    assert strength(text) is not None


@pytest.mark.parametrize("text", ["would they let me in on Friday", "I spent the whole of Friday on it"])
def test_what_is_let_or_over_is_no_promise(text: str) -> None:
    assert strength(text) is None


def test_a_reminder_may_be_of_what_will_be_the_case() -> None:
    assert strength("remind me on Friday that my library card runs out") == "firm"
