"""English labels of every key that scoring returns; front ends translate them: `_(label("figure", id))`.

`N_` marks them for the message catalogue (`metrics.po`). A test holds that no key is without a label.
"""

from __future__ import annotations


def N_(message: str) -> str:
    """Marks a message for the catalogue; it is translated where it is shown."""
    return message


_FIGURES = {
    "call.duration_s": N_("Length of the call"),
    "call.post_dial_delay_s": N_("Post-dial delay"),
    "call.ring_s": N_("Ringing"),
    "call.setup_s": N_("From dialling to the line answering"),
    "call.human_at_s": N_("A person answered at"),
    "call.dropped_on_hold": N_("Hung up on while on hold"),
    "call.agent_talk_s": N_("Speech of the person who answered"),
    "wait.dial_to_human_s": N_("Wait from dialling to a person"),
    "wait.ivr_to_human_s": N_("Wait from the end of the menus to a person"),
    "wait.request_to_human_s": N_("Wait from the last key to a person"),
    "hold.stretches": N_("Times on hold"),
    "hold.total_s": N_("Time on hold"),
    "hold.queue_s": N_("Time in the queue before a person"),
    "hold.longest_s": N_("Longest time on hold"),
    "hold.music_s": N_("Music on hold"),
    "hold.message_s": N_("Messages on hold"),
    "hold.ringback_s": N_("Ringing on hold"),
    "hold.unattributed_s": N_("Speech on hold that nobody could attribute"),
    "hold.silence_s": N_("Silence on hold"),
    "hold.longest_silence_s": N_("Longest silence on hold"),
    "hold.messages": N_("Different messages on hold"),
    "hold.message_plays": N_("Messages played on hold"),
    "hold.repeats": N_("Messages repeated on hold"),
    "hold.message_gap_s": N_("From one message to the next"),
    "hold.repeat_gap_s": N_("From a message to its repetition"),
    "hold.message_length_s": N_("Length of a message"),
    "hold.wpm": N_("Speed of speech in messages"),
    "hold.courtesy": N_("Messages with courtesy"),
    "hold.apologies": N_("Apologies on hold"),
    "hold.position_or_wait_told": N_("Times the position or the wait was told"),
    "hold.told_gap_s": N_("From one telling of position or wait to the next"),
    "hold.position_told": N_("First position told"),
    "hold.promised_wait_s": N_("Wait promised"),
    "hold.promise_error_s": N_("Actual wait beyond the promised one"),
    "hold.longest_untold_s": N_("Longest time without position or wait"),
    "hold.longest_unannounced_s": N_("Longest time without useful news"),
    "hold.advertising_s": N_("Advertising on hold"),
    "hold.advertising_share": N_("Share of advertising in the time on hold"),
    "hold.readability_huerta": N_("Readability of messages (Fernández-Huerta)"),
    "hold.readability_inflesz": N_("Readability of messages (INFLESZ)"),
    "hold.loudness_jump_lu": N_("Loudness jump between music and messages"),
    "route.steps": N_("Steps of the route"),
    "route.menus": N_("Menus"),
    "route.menus_before_human": N_("Menus before a person"),
    "route.options_first": N_("Options in the first menu"),
    "route.options_max": N_("Options in the longest menu"),
    "route.options_mean": N_("Options a menu"),
    "route.greeting_s": N_("Length of the greeting"),
    "route.longest_prompt_s": N_("Longest prompt"),
    "route.longest_silence_s": N_("Longest silence in the menus"),
    "route.data_asked_before_human": N_("Questions for data before a person"),
    "route.transfers": N_("Transfers"),
    "route.useless_steps": N_("Useless steps"),
    "route.useless_s": N_("Time lost in useless steps"),
    "route.expected_share": N_("Share of the expected route that was walked"),
    "route.menus_over": N_("Menus beyond the scenario's limit"),
    "score": N_("Score"),
}

_UNITS = {
    "s": N_("s"),
    "1/min": N_("words/min"),
    "ratio": N_("share"),
    "count": N_("count"),
    "score": N_("points"),
    "ms": N_("ms"),
    "LU": N_("LU"),
    "text": N_("text"),
}

_PURPOSES = {
    "position_or_wait": N_("position or wait"),
    "alternative_channel": N_("another channel"),
    "useful_information": N_("useful information"),
    "apology": N_("apology"),
    "courtesy": N_("courtesy"),
    "advertising": N_("advertising"),
    "legal_notice": N_("legal notice"),
}

_ANSWERS = {
    "yes": N_("yes"),
    "no": N_("no"),
    "not_heard": N_("not heard"),
    "not_applicable": N_("not applicable"),
    "not_assessable": N_("not assessable"),
}

_WHYS = {
    "at_least_this_much": N_("it was at least beyond the limit"),
    "call_cut_short": N_("the call was cut short"),
    "clocks_differ": N_("the two clocks do not say the same, and the source does not say which one counts"),
    "does_not_apply": N_("the rule is not for this kind of contact"),
    "fewer_than_two_messages": N_("fewer than two messages were played"),
    "greeting_not_apart": N_("the greeting runs into the first menu"),
    "low_confidence": N_("the words were not recognised surely enough"),
    "needs_a_person": N_("a person has to answer this"),
    "needs_documents": N_("only documents or records show this"),
    "needs_sample": N_("only a sample of calls shows this"),
    "no_agent": N_("no person answered"),
    "no_check_decided": N_("no check was answered yes or no"),
    "no_checks": N_("there is no questionnaire"),
    "no_hold": N_("there was no hold"),
    "no_ivr": N_("no menu voice was heard"),
    "no_levels": N_("loudness was not measured"),
    "no_menu": N_("there was no menu"),
    "no_message": N_("no message was played"),
    "no_phrases": N_("there is no phrase list for this language"),
    "no_repeat": N_("no message was repeated"),
    "no_request": N_("no key was pressed"),
    "no_ringing": N_("no ringing was seen"),
    "no_survey": N_("there was no survey"),
    "not_known": N_("not known"),
    "no_tolerance": N_("the source names a target without a tolerance"),
    "no_transfer": N_("there was no transfer"),
    "not_all_reached": N_("some calls never reached a person: their wait has no end"),
    "readings_differ": N_("the readings of “95 % … on average” do not say the same"),
    "sample_too_small": N_("too few calls for a verdict"),
    "sample_undecided": N_("the bounds hold the threshold: more calls are needed"),
    "not_all_heard": N_("not all of the speech was recognised"),
    "not_answered": N_("the line did not answer"),
    "not_heard_on_hold": N_("nothing of the kind in any message on hold"),
    "not_measured": N_("it was not measured"),
    "not_offered": N_("it was not among the options"),
    "not_placed": N_("the recording was not made by a call of ours"),
    "not_said": N_("it was not said"),
    "not_told": N_("it was not told"),
    "nothing_understood": N_("nothing was recognised"),
    "only_a_breach_shows": N_("one call can show a breach, not compliance"),
    "options_not_read": N_("the options could not be read from the words"),
    "purpose_not_known": N_("the purpose of the contact is not known"),
    "refused": N_("it was refused"),
    "related_words_heard": N_("related words were heard, but not the thing itself"),
    "resolved_before": N_("the matter was said to be resolved before"),
    "speaker_not_known": N_("it is not known who is speaking"),
    "spanish_only": N_("the formula is for Spanish"),
    "told_less_than_twice": N_("told less than twice"),
    "unknown_detector": N_("there is no such detector"),
    "we_hung_up": N_("we hung up first"),
}

_STEPS = {
    "prompt": N_("announcement"),
    "menu": N_("menu"),
    "hold": N_("hold"),
    "agent": N_("person"),
    "transfer": N_("transfer"),
    "end": N_("end"),
}

_USELESS = {
    "repeated_question": N_("repeated question"),
    "data_asked_again": N_("data asked for again"),
    "one_way_menu": N_("menu with one way on"),
    "double_confirmation": N_("confirmation of a confirmation"),
}

_DETECTORS = {
    "agent_identifies_self": N_("The person gives their name"),
    "case_key_given": N_("A case number is given"),
    "recording_announced": N_("Recording is announced"),
    "recording_offered": N_("A recording of the call is offered"),
    "human_option_in_menu": N_("The first menu offers a person"),
    "wait_told": N_("The wait is told"),
    "position_told": N_("The position in the queue is told"),
    "alternative_channel_offered": N_("Another channel is offered"),
    "apology": N_("The person apologises"),
    "courtesy_greeting": N_("The person greets"),
    "courtesy_farewell": N_("The person takes leave"),
    "offers_further_help": N_("Further help is offered"),
    "promise_given": N_("A promise is made"),
    "resolution_claimed": N_("The matter is said to be resolved"),
    "transfer_announced": N_("The transfer is announced"),
    "advertising_on_hold": N_("Advertising on hold"),
    "supervisor_offered": N_("A supervisor is offered"),
    "survey_before_resolution": N_("A survey comes before the resolution"),
    "receipt_offered": N_("A written receipt is offered"),
    "asks_for_data_again": N_("Data is asked for again"),
    "offer_made": N_("The person offers a product"),
}

_COUNTS = {
    "advertising_s": N_("advertising (s)"),
    "hold_s": N_("on hold (s)"),
    "not_understood": N_("not understood"),
    "not_understood_s": N_("not understood (s)"),
    "at_least": N_("at least"),
    "at_most": N_("at most"),
    "waited_s": N_("waited (s)"),
    "waited_at_least_s": N_("waited at least (s)"),
    "promised_s": N_("promised (s)"),
    "min": N_("least"),
    "max": N_("most"),
    "matched": N_("walked"),
    "expected": N_("expected"),
    "menus": N_("menus"),
    "max_menus": N_("menus allowed"),
    **_USELESS,
    **_ANSWERS,
}

_VERDICTS = {"pass": N_("pass"), "fail": N_("fail"), "not_assessable": N_("not assessable")}
_WEIGHTS = {
    "law": N_("law"),
    "good_practice": N_("good practice"),
    "benchmark": N_("benchmark"),
}
_STATUSES = {
    "in_force": N_("in force"),
    "transitional": N_("transitional"),
    "repealed": N_("repealed"),
    "practice": N_("good practice"),
}

LABELS: dict[str, dict[str, str]] = {
    "figure": _FIGURES,
    "unit": _UNITS,
    "purpose": _PURPOSES,
    "answer": _ANSWERS,
    "why": _WHYS,
    "step": _STEPS,
    "useless": _USELESS,
    "detector": _DETECTORS,
    "count": _COUNTS,
    "verdict": _VERDICTS,
    "weight": _WEIGHTS,
    "status": _STATUSES,
}


def label(family: str, key: str | None) -> str:
    """The English label of a key of a family of `LABELS`; an unknown key (a user's own) is its own label."""
    return LABELS[family].get(key or "", key or "")
