"""Which store the next question is answered from, while a new generation is being opened in another thread."""

import threading

from assistant.chain import Assistant


class Slow:
    """A store whose current generation takes a while to open."""

    def __init__(self):
        self.asked, self.go_on = threading.Event(), threading.Event()

    def fresh(self):
        self.asked.set()
        self.go_on.wait(10)
        return self


class Quick:
    def fresh(self):
        return self


def test_a_store_turned_to_is_not_lost_to_one_that_was_just_being_opened():
    old, new = Slow(), Quick()
    assistant = Assistant(old)
    asking = threading.Thread(target=lambda: assistant.store)
    asking.start()
    assert old.asked.wait(10)
    turning = threading.Thread(target=assistant.turn_to, args=(new,))
    turning.start()
    assert assistant.store is old, "who asks meanwhile does not wait"
    old.go_on.set()
    asking.join(10)
    turning.join(10)
    assert assistant.store is new
