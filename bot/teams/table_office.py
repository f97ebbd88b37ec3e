"""The part of the table that the end of the year and the responsibles' desk brought: verb to handler."""

from collections.abc import Mapping

from bot.teams import (
    budget,
    continuation,
    derogations,
    exports,
    invitation,
    kept_settings,
    lists,
    mailing,
    overview,
    replacement,
    rollover,
)
from bot.teams.handler import Handler
from cards import actions

OFFICE: Mapping[str, Handler] = {
    actions.YEAR: overview.show,
    actions.BUDGET: budget.show,
    actions.ENVELOPE: budget.open_envelope,
    actions.ENVELOPE_SAVE: budget.save_envelope,
    actions.DOCUMENT_WORKBOOK: exports.show_workbook,
    actions.DOCUMENT_ARCHIVE: exports.show_archive,
    actions.CONTINUATION: continuation.show,
    actions.CONTINUATION_BILAN: continuation.show_bilan,
    actions.CONTINUATION_FORM: continuation.open_form,
    actions.CONTINUATION_DECIDE: continuation.decide,
    actions.CONTINUATION_WISH: continuation.wish,
    actions.INVITATION_WAIT: invitation.wait,
    actions.ROLLOVER: rollover.show,
    actions.ROLLOVER_LISTS: rollover.show_lists,
    actions.ROLLOVER_DONE: rollover.close,
    actions.CHANNELS_ARCHIVE: rollover.show_channels,
    actions.CHANNELS_ARCHIVED: rollover.archived,
    actions.SETTINGS: kept_settings.show,
    actions.SETTING: kept_settings.edit,
    actions.SETTING_SAVE: kept_settings.save,
    actions.LIST: lists.show,
    actions.LIST_ADD: lists.add,
    actions.LIST_LINE: lists.show_line,
    actions.LIST_SAVE: lists.save,
    actions.LIST_ACTIVE: lists.set_active,
    actions.DEROGATIONS: derogations.show,
    actions.LATE_SELECT: derogations.open_late,
    actions.LATE_SELECT_SURE: derogations.select_late,
    actions.REPLACE: replacement.open_search,
    actions.REPLACE_SEARCH: replacement.search,
    actions.REPLACE_CHOOSE: replacement.choose,
    actions.REPLACE_SURE: replacement.replace,
    actions.MAILING: mailing.open_form,
    actions.MAILING_PREVIEW: mailing.preview,
    actions.MAILING_SEND: mailing.send,
    actions.MAILING_REACH: mailing.show_reach,
}
