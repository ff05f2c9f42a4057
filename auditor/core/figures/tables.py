"""English words for the keys of sheets; `auditor.core.figures.words` translates them where they are shown."""

from __future__ import annotations

from auditor.i18n import N_

VIEWS = {
    "resolution": N_("First call"),
    "time": N_("Time"),
    "weeks": N_("Weeks"),
    "causes": N_("Causes"),
    "operators": N_("Operators"),
    "owners": N_("Owners"),
    "said": N_("Sayings"),
    "contradictions": N_("Contradictions"),
}
ABOUT = {
    "resolution": N_("First-call resolution three ways, by window, by group"),
    "time": N_("Time to resolution (Kaplan–Meier) and deadlines"),
    "weeks": N_("Control charts over weeks"),
    "causes": N_("Causes by importance (Pareto)"),
    "operators": N_("Own staff and contractors side by side"),
    "owners": N_("Who owns complaints, and promises kept"),
    "said": N_("What callers said, by topic and operator"),
    "contradictions": N_("Answers that contradict each other, with their calls"),
}
BYS = {
    "segment": N_("Segment"),
    "topic": N_("Topic"),
    "channel": N_("Channel"),
    "operator": N_("Operator"),
    "owner": N_("Owner"),
}
CHANNELS = {
    "phone": N_("telephone"),
    "email": N_("e-mail"),
    "web": N_("web"),
    "chat": N_("chat"),
    "letter": N_("letter"),
    "shop": N_("branch office"),
}
MEASURES = {
    "no_repeat": N_("no repeat contact"),
    "claimed": N_("claimed by the agent"),
    "confirmed": N_("confirmed or verified"),
}
TITLES = {
    "three_ways": N_("First-call resolution, three ways that are never mixed; window {days} days"),
    "besides": N_("Beside them"),
    "weighted": N_("Weighted by importance"),
    "overlap": N_("The three answers side by side (window {days} days)"),
    "windows": N_("No repeat contact, by window"),
    "times": N_("Time to resolution (Kaplan–Meier, open cases censored)"),
    "deadlines": N_("Deadlines"),
    "all_weeks": N_("All weeks together"),
    "signals": N_("Weeks that stand out"),
    "weeks": N_("Week by week"),
    "causes": N_("The few causes that make most of the weight"),
    "other_causes": N_("Other causes"),
    "beside": N_("On the same scenarios"),
    "league": N_("All cases, by operator"),
    "ownership": N_("Who owns them"),
    "hand_overs": N_("Hand-overs"),
    "departments": N_("Departments touched"),
    "promises": N_("Promises"),
    "promises_by_operator": N_("Promises kept, by operator"),
    "contradictions": N_("Contradictions"),
}
PARTS = {
    "resolved": N_("resolved so far"),
    "open": N_("still open (censored)"),
    "inconsistent": N_("left out: resolved before they were opened"),
    "against": N_("those against it"),
    "left_out": N_("those left out"),
}
FIGURES = {
    "cause.weight": N_("Summed importance"),
    "said": N_("Complaints"),
    "contradiction": N_("Versions"),
    "overlap": N_("Cases"),
    "hand_overs": N_("Complaints"),
    "departments": N_("Complaints"),
    "promises.state": N_("Promises"),
}
COUNTS = {
    "answers": N_("answers to the question"),
    "sigma_z": N_("σz, variation between weeks (1: as chance)"),
}
NOTES = {
    "no_deadlines": N_("No rule pack with deadlines for this country: choose one with the filter."),
    "not_in_force": N_("The rule did not bind yet when these complaints were opened: shown as if it did."),
    "no_signal": N_("No week stands out from chance."),
    "unweighted": N_("Some cases have no importance: they are counted and add no weight."),
    "same_scenarios": N_("Only scenarios that both had, put to the same mix."),
    "other_mix": N_(
        "Each operator has cases of its own: a difference may come from the cases, not the work."
    ),
    "minimum_n": N_("No rank below 97 cases: with fewer, a share may be off by more than 10 points."),
    "no_scenario": N_(
        "Not measured: no complaint comes from a scenario. Only planted complaints are the same for all: "
        "plan shops that complain, on a channel of each operator."
    ),
    "no_shared_scenario": N_(
        "Not measured: no scenario was put to both the own staff and a contractor. Plan the same scenario "
        "on a channel of each."
    ),
    "shoppers_do_not_repeat": N_(
        "Not measured by repeat contacts: a shopper of ours does not call again. Take “confirmed or "
        "verified” or “claimed by the agent”."
    ),
    "planted": N_(
        "Some cases were planted by our own shops. Their shopper does not call again: they are left out of "
        "what rests on repeat contacts."
    ),
    "no_cases": N_("No case passes the filter."),
    "no_promises": N_("No promise is recorded."),
    "no_contradiction": N_("No two answers to the same question contradict each other."),
    "no_answers": N_(
        "Not measured: no call that was listened to has a question of the script and an answer to it."
    ),
}
