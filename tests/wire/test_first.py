from tests.wire.people import Person


def test_x(buyer: Person) -> None:
    buyer.calls("dispute")
    print(buyer.text, buyer.labels)
    buyer.takes("The key or download never came")
    print(buyer.text, buyer.labels)
    buyer.takes("Paddle")
    print(buyer.text, buyer.labels, buyer.links)
    assert buyer.is_private
    buyer.takes("Write the message")
    print(buyer.text, buyer.labels, buyer.links)
    buyer.calls("privacy")
    print(buyer.text, buyer.labels, buyer.links)
