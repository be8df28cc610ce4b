"""Messages in other languages are told from terse or technical English."""

import pytest

from bot.foreign import is_foreign


@pytest.mark.parametrize(
    "message",
    [
        "Wie lange dauert die Umschulung insgesamt?",
        "Wie lange brauche ich für RTOS?",
        "¿Cuánto tiempo tarda el cambio?",
        "combien de temps ça prend",
        "quanto costa il corso",
        "これはどのくらいかかりますか",
        "Сколько это займёт времени?",
    ],
)
def test_other_languages_are_recognised(message: str) -> None:
    assert is_foreign(message)


@pytest.mark.parametrize(
    "message",
    [
        "rtos how long",
        "Compute: Python + TensorFlow Lite/ONNX + RTOS.",
        "REST knowledge: relevant? Substantiate.",
        "salary?",
        "thx",
        "number of phases?",
        "recipe for lasagne pls",
        "12 + 8?",
        "portfolio ideas pls?",
        "4th?",
        "nvidia's?",
    ],
)
def test_terse_and_technical_english_is_english(message: str) -> None:
    assert not is_foreign(message)


def test_notes_of_known_names_are_english() -> None:
    names = ["Real-Time Operating Systems (RTOS)", "Model Optimization (Quantization, Pruning)"]

    assert not is_foreign("rtos, boards, quantization - total pls", names=names)
    assert is_foreign("Wie lange dauert Python und RTOS?", names=["Python for AI/ML", *names])
