from eval.judge.key import KEY, take_key


def test_the_key_is_taken_out_of_the_environment(monkeypatch) -> None:
    monkeypatch.setenv(KEY, "sesame")
    assert (take_key(), take_key()) == ("sesame", None)
