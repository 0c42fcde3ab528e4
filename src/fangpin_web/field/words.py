"""The words of the phone page, handed to its script in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "title": _("Visits at the door"),
    "offline": _("No network: what you enter is kept on this phone"),
    "online": _("Connected"),
    "insecure": _(
        "This address is not https, so the browser keeps nothing here: without network this page does not open, and "
        "visits that were not sent are lost when it closes. Work with network, or save unsent visits as a file. "
        "Ask the county for the https address."
    ),
    "evictable": _(
        "The phone may clear this page's storage when it is full or cleaned. Send as soon as there is network, or save "
        "unsent visits as a file."
    ),
    "no_storage": _("This browser keeps nothing (private mode?). Open the page in the phone's own browser."),
    "sign_in": _("Sign in"),
    "account": _("Account"),
    "password": _("Password"),
    "sign_in_again": _("Sign in again to send. Nothing is lost."),
    "wrong": _("Account and password do not belong together, or the account rests for fifteen minutes."),
    "other_owner": _("kept by another account; sign in as the one who made the visit"),
    "village": _("Village"),
    "fetch": _("Take this village's list along"),
    "fetched": _("List of %s, to be kept until %s"),
    "expired": _("The list has run out and was removed from this phone. Take it along anew."),
    "none": _("Nobody is to be visited here now."),
    "hamlet_all": _("All hamlets"),
    "hamlet_none": _("Hamlet not stated"),
    "persons": _("%s persons"),
    "why_clue": _("to verify"),
    "why_follow_up": _("to follow up"),
    "due": _("by %s"),
    "seen": _("visited %s"),
    "waiting": _("not sent yet"),
    "draft": _("begun"),
    "conflict": _("to be decided"),
    "refused": _("not accepted"),
    "visited_on": _("Day of the visit"),
    "met": _("Who was met"),
    "checks": _("What was looked at"),
    "unconfirmed": _("No entry (unconfirmed)"),
    "changes": _("What has changed"),
    "note": _("Note"),
    "note_hint": _("No document numbers and no names of illnesses."),
    "number": _("The note holds a document number. Take it out: it is not needed, and not safe on a phone."),
    "paper": _("Photo of the signed paper"),
    "scene": _("Photos on site"),
    "sign": _("Or sign here"),
    "clear": _("Clear"),
    "keep": _("Keep this visit"),
    "back": _("Back"),
    "edit": _("Change it"),
    "drop": _("Drop this one"),
    "drop_sure": _("Drop this visit for good?"),
    "keep_both": _("Keep it all the same"),
    "send": _("Send now"),
    "sending": _("Sending…"),
    "unsent": _("Not sent yet: %s"),
    "all_sent": _("Everything is sent."),
    "export": _("Save unsent visits as a file"),
    "cut": _("The connection was cut. What is left is sent when the network is back."),
    "help": _("Paper forms, workbook, what you think of this page"),
    "no_tracking": _("No clock-in, no place, no ranking, no time online is recorded."),
    "photo_count": _("%s photos"),
    "sign_out": _("Remove the lists from this phone and sign out"),
    "unsent_left": _("First send or save the visits that are not sent."),
}


def words() -> dict[str, str]:
    return {key: str(word) for key, word in WORDS.items()}
