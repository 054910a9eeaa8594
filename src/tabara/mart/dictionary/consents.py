"""What is kept of how somebody was asked, of who was told of a no, and of how she may be reached."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Entry, accounted, help_to, told

CONSENTS: Mapping[str, Entry] = {
    "cases.Asking": accounted("Show what the person was told, in which words, and what she answered"),
    "cases.Notice": accounted(
        "Tell those who received something that the person takes it back, and hear that they did it"
    ),
    "cases.ContactRule": help_to("Reach the person without putting her in danger"),
    "cases.ContactRule.says": told("Know who may pick up, and what to say"),
}
