"""Record what comes before the courts."""

from tabara.prosecution.operations.charging import charge, name_suspect, open_words
from tabara.prosecution.operations.correcting import correct_charge, correct_hearing, correct_verdict
from tabara.prosecution.operations.files import move_file, open_file
from tabara.prosecution.operations.handing import accept_handing, ask_handing, decline_handing, withdraw_handing
from tabara.prosecution.operations.hearings import adjourn_hearing, hold_hearing, set_hearing
from tabara.prosecution.operations.judging import judge, order_compensation, pay_compensation
from tabara.prosecution.operations.tying import tie_file, untie_file
from tabara.prosecution.operations.victims import add_victim, end_protection, protect_victim

__all__ = [
    "accept_handing",
    "add_victim",
    "adjourn_hearing",
    "ask_handing",
    "charge",
    "correct_charge",
    "correct_hearing",
    "correct_verdict",
    "decline_handing",
    "end_protection",
    "hold_hearing",
    "judge",
    "move_file",
    "name_suspect",
    "open_file",
    "open_words",
    "order_compensation",
    "pay_compensation",
    "protect_victim",
    "set_hearing",
    "tie_file",
    "untie_file",
    "withdraw_handing",
]
