"""How large a reply may be, so that every front end can draw it."""

TOKEN_LENGTH = 100  # Discord: a custom_id
TEXT_TYPED = 200  # characters of a text, where it is typed into a field of its own
CHOICES = 25  # Discord: options of a select menu
RULES_SHOWN = 8  # a longer list helps nobody; the three questions narrow it
CANDIDATES_SHOWN = 3
INSTEAD_SHOWN = 6  # who may be the seller in place of the processor
FIRST_SCREEN = 900  # characters of text in an answer that is read on a phone
FIRST_SCREEN_CHOICES = 5
