"""What the acts of prevention, prosecution and partnership are called on a page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

PILLAR_ACTS: Mapping[str, str | Promise] = {
    "prevention.record_awareness": gettext_lazy("Recorded awareness raising"),
    "prevention.record_training": gettext_lazy("Recorded a training"),
    "prevention.open_campaign": gettext_lazy("Opened a campaign"),
    "prevention.end_campaign": gettext_lazy("Ended a campaign"),
    "prevention.add_question": gettext_lazy("Wrote down what people asked"),
    "prevention.strike_awareness": gettext_lazy("Struck out a session of awareness raising"),
    "prevention.add_course": gettext_lazy("Added a course"),
    "prevention.strike_training": gettext_lazy("Struck out a training"),
    "prevention.add_trainee": gettext_lazy("Put somebody on the list of a training"),
    "prevention.open_trainee": gettext_lazy("Read who was trained"),
    "prevention.set_register": gettext_lazy("Recorded how many people a profession has"),
    "partnership.join": gettext_lazy("Recorded an organisation’s membership"),
    "partnership.leave": gettext_lazy("Ended an organisation’s membership"),
    "partnership.call_meeting": gettext_lazy("Called a meeting"),
    "partnership.change_meeting": gettext_lazy("Changed a meeting"),
    "partnership.cancel_meeting": gettext_lazy("Called a meeting off"),
    "partnership.add_item": gettext_lazy("Added a point to an agenda"),
    "partnership.move_item": gettext_lazy("Moved a point of an agenda"),
    "partnership.take_item_out": gettext_lazy("Took a point out of an agenda"),
    "partnership.record_presence": gettext_lazy("Wrote down who took part in a meeting"),
    "partnership.write_minutes": gettext_lazy("Wrote minutes"),
    "partnership.close_meeting": gettext_lazy("Closed the record of a meeting"),
    "partnership.decide": gettext_lazy("Wrote down a decision"),
    "partnership.tell_decision": gettext_lazy("Told what became of a decision"),
    "prosecution.open_file": gettext_lazy("Opened a court file"),
    "prosecution.move_file": gettext_lazy("Wrote down a stage of a court file"),
    "prosecution.name_suspect": gettext_lazy("Wrote down a suspect"),
    "prosecution.open_words": gettext_lazy("Opened the sealed words of a court file"),
    "prosecution.charge": gettext_lazy("Wrote down a charge"),
    "prosecution.set_hearing": gettext_lazy("Set a hearing"),
    "prosecution.hold_hearing": gettext_lazy("Wrote down a hearing"),
    "prosecution.adjourn_hearing": gettext_lazy("Adjourned a hearing"),
    "prosecution.judge": gettext_lazy("Wrote down a verdict"),
    "prosecution.order_compensation": gettext_lazy("Wrote down a compensation"),
    "prosecution.pay_compensation": gettext_lazy("Wrote down a payment of compensation"),
    "prosecution.add_victim": gettext_lazy("Wrote down how a victim takes part"),
    "prosecution.protect_victim": gettext_lazy("Protected a victim before the court"),
    "prosecution.end_protection": gettext_lazy("Ended a protection before the court"),
    "prosecution.tie_file": gettext_lazy("Tied a case to a court file"),
    "prosecution.untie_file": gettext_lazy("Untied a case from a court file"),
}
