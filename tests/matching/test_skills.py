"""Which skill of a pathway someone means."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain import Pathway
from bot.matching import Matcher

PYTHON, C, TFLITE = "Python for AI/ML", "C/C++ for Embedded Systems", "TensorFlow Lite and ONNX"
OPTIMIZATION, RTOS = "Model Optimization (Quantization, Pruning)", "Real-Time Operating Systems (RTOS)"
HARDWARE = "Edge AI Hardware (Jetson, Raspberry Pi, ASICs)"
DEVOPS, CLOUD, API = "DevOps (CI/CD, Docker, Kubernetes)", "Cloud Platforms (AWS/GCP)", "API Development"
SQL, ARCHITECTURE = "SQL and NoSQL", "System Architecture"

MEANT: dict[str, str | None] = {
    # to learn, in the pathway's words and in others
    "Python": PYTHON,
    "python 3": PYTHON,
    "Python basics": PYTHON,
    "I already know Python": PYTHON,
    "Python for machine learning": PYTHON,
    "machine learning": PYTHON,
    "ML": PYTHON,
    "deep learning": PYTHON,
    "neural networks": PYTHON,
    "PyTorch": PYTHON,
    "scikit-learn": PYTHON,
    "C": C,
    "C++": C,
    "cpp": C,
    "C/C++": C,
    "C programming": C,
    "embedded c": C,
    "Embedded C++": C,
    "embedded systems": C,
    "embedded linux": C,
    "firmware": C,
    "quantisation": OPTIMIZATION,
    "quantizing models": OPTIMIZATION,
    "pruning": OPTIMIZATION,
    "model optimisation": OPTIMIZATION,
    "model compression": OPTIMIZATION,
    "onnx": TFLITE,
    "ONNX Runtime": TFLITE,
    "tflite": TFLITE,
    "TF Lite": TFLITE,
    "LiteRT": TFLITE,
    "TensorFlow Lite": TFLITE,
    "FreeRTOS": RTOS,
    "Zephyr": RTOS,
    "rtos": RTOS,
    "real-time operating systems": RTOS,
    "raspberry pi": HARDWARE,
    "jetson nano": HARDWARE,
    "NVIDIA Jetson": HARDWARE,
    "ASICs": HARDWARE,
    "edge hardware": HARDWARE,
    # brought along: these save nothing
    "Docker": DEVOPS,
    "docker containers": DEVOPS,
    "k8s": DEVOPS,
    "kubernetes": DEVOPS,
    "Kubernetes networking": DEVOPS,
    "jenkins": DEVOPS,
    "terraform": DEVOPS,
    "AWS": CLOUD,
    "Azure": CLOUD,
    "google cloud": CLOUD,
    "REST APIs": API,
    "gRPC": API,
    "writing APIs": API,
    "postgres": SQL,
    "MongoDB": SQL,
    "databases": SQL,
    "system design": ARCHITECTURE,
    # near misses, and what is far off
    "Go": None,
    "Java": None,
    "JavaScript": None,
    "C#": None,
    "Objective C": None,
    "vitamin C": None,
    "Rust": None,
    "Scala": None,
    "Monty Python": None,
    "raspberry jam": None,
    "pruning roses": None,
    "SEO optimization": None,
    "optimization": None,
    "hardware": None,
    "operating systems": None,
    "real time": None,
    "model trains": None,
    "Arduino": None,
    "STM32": None,
    "Linux": None,
    "computer vision": None,
    "Coursera": None,
    "cooking": None,
    "leadership": None,
    "project management": None,
    "Spanish": None,
    "statistics": None,
    "React": None,
    "excel": None,
}


@pytest.mark.real_model
@pytest.mark.parametrize(("said", "skill"), MEANT.items())
def test_what_is_said_is_matched_by_meaning(
    matcher: Matcher, edge: Pathway, said: str, skill: str | None
) -> None:
    (match,) = matcher.match_skills([said], edge)

    assert match.skill == skill
    assert match.to_learn == (skill in {PYTHON, C, TFLITE, OPTIMIZATION, RTOS, HARDWARE})


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("pathway", "said", "skill"),
    [
        ("bees", "inspecting hives", "Hive Inspection"),
        ("bees", "honey harvesting", "Honey Extraction"),
        ("bees", "kitchen hygiene", "Food hygiene"),
        ("bees", "hives", None),
        ("bees", "Python", None),
        ("nurse", "spreadsheets", "Excel"),
        ("nurse", "Google Sheets", "Excel"),
        ("nurse", "PostgreSQL", "SQL for Analytics"),
        ("nurse", "pandas", "Python (pandas, NumPy)"),
        ("nurse", "stats", "Statistics and Experiment Design"),
        ("nurse", "PowerBI", "Data Visualization (Tableau, Power BI)"),
        ("nurse", "FHIR standards", "Healthcare Data Standards (HL7, FHIR)"),
        ("nurse", "talking to patients", "Communication with patients and doctors"),
        ("nurse", "R", None),
        ("nurse", "NoSQL", None),
        ("nurse", "data", None),
        ("nurse", "wound care", None),
        ("nurse", "snakes", None),
    ],
)
def test_other_pathways_need_no_words_of_their_own(
    matcher: Matcher, request: pytest.FixtureRequest, pathway: str, said: str, skill: str | None
) -> None:
    matches = matcher.match_skills([said], request.getfixturevalue(pathway))
    assert [match.skill for match in matches] == [skill]


@pytest.mark.real_model
def test_two_things_in_one_breath_are_two_matches(matcher: Matcher, edge: Pathway) -> None:
    matches = matcher.match_skills(["I already know Python and Docker", "CI/CD"], edge)

    assert [(match.said, match.skill) for match in matches] == [
        ("Python", PYTHON),
        ("Docker", DEVOPS),
        ("CI/CD", DEVOPS),
    ]
    assert matcher.matches(["Python and Docker"], edge).known == {PYTHON}


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("said", "skills"),
    [
        ("Kubernetes and AWS", [DEVOPS, CLOUD]),
        ("Java, Python & cooking", [None, PYTHON, None]),
        ("TensorFlow Lite and ONNX", [TFLITE]),
        ("C and C++", [C]),
    ],
)
def test_a_name_with_and_in_it_is_one_thing(
    matcher: Matcher, edge: Pathway, said: str, skills: list[str | None]
) -> None:
    assert [match.skill for match in matcher.match_skills([said], edge)] == skills


@pytest.mark.real_model
def test_a_match_says_whether_all_of_the_skill_was_named(matcher: Matcher, edge: Pathway) -> None:
    said = ["Python", "ONNX", "model optimization", "RTOS", "Python for AI/ML"]
    assert [match.in_part for match in matcher.match_skills(said, edge)] == [True, True, False, False, False]


@pytest.mark.real_model
@given(st.lists(st.text(max_size=30), max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_matched_to_a_skill_of_the_pathway_or_to_none(
    matcher: Matcher, edge: Pathway, said: list[str]
) -> None:
    names = {skill.name: True for skill in edge.skills_to_learn}
    names |= {held.name: False for held in edge.transferable_skills}
    for match in matcher.match_skills(said, edge):
        assert match.skill is None or names[match.skill] is match.to_learn
        assert 0 <= match.score <= 1
