"""Things kept by a key: made once, the ones asked for last stay."""

from departments.kept_last import KeptLast


def test_a_thing_is_made_once_and_the_one_asked_for_longest_ago_goes():
    kept, made = KeptLast[str](2), []

    def make(key):
        made.append(key)
        return f"thing {key}"

    def of(key):
        return kept.of(key, lambda: make(key))

    assert [of(key) for key in "abab"] == ["thing a", "thing b"] * 2 and made == ["a", "b"]
    of("a"), of("c"), of("a")
    assert made == ["a", "b", "c"]
    of("b")
    kept.forget()
    of("a")
    assert made == ["a", "b", "c", "b", "a"]


def test_nothing_is_a_thing_too():
    kept, made = KeptLast[None](2), []
    assert [kept.of("a", lambda: made.append(1)) for _ in range(2)] == [None, None] and made == [1]
