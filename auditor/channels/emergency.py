"""Numbers that are never dialled, whoever owns the line: emergencies, helplines, premium services."""

from __future__ import annotations

EVERYWHERE = frozenset({"112", "911", "000", "08", "110", "118", "119", "999"})
"""What telephones and networks take for an emergency call whatever the country (3GPP TS 22.101 §10.1.1)."""

EUROPEAN = frozenset({"116000", "116006", "116111", "116117", "116123"})
"""Harmonised helplines (2007/116/EC): missing children, victims, children, doctors, emotional support."""

BY_COUNTRY: dict[str, frozenset[str]] = {
    # Spain: Plan Nacional de Numeración, short numbers of emergency and social services.
    "ES": frozenset({"016", "017", "024", "061", "062", "080", "085", "088", "091", "092", "1006"}),
    # The rest adds to libphonenumber's own lists (which know 112 and 911) what the countries' plans name.
    "AR": frozenset({"100", "101", "102", "103", "105", "106", "107", "135", "137", "144", "145"}),
    "BR": frozenset({"100", "128", "153", "180", "181", "188"} | {str(n) for n in range(190, 200)}),
    "CL": frozenset({"130", "131", "132", "133", "134", "135", "136", "137", "138", "147", "149", "1412"}),
    "CO": frozenset(
        {"106", "119", "122", "123", "125", "127", "132", "141", "144", "146", "147", "155", "165"}
    ),
    "EC": frozenset({"100", "101", "102", "103", "104", "131", "132"}),
    "MX": frozenset({"060", "061", "065", "066", "068", "071", "074", "078", "080", "088", "089"}),
    "PE": frozenset({"100", "105", "106", "113", "115", "116", "117"}),
    "UY": frozenset({"102", "104", "105", "106", "108", "109", "128", "147"}),
    "VE": frozenset({"171", "166", "167", "168", "169", "0800"}),
    "PT": frozenset({"115", "117", "144", "1414", "1415"}),
    "GB": frozenset({"101", "105", "111", "119", "18000"}),
    "US": frozenset({"211", "311", "811", "988"}),
    "FR": frozenset({"15", "17", "18", "114", "115", "119", "191", "196", "197", "3114", "3919"}),
    "IT": frozenset({"113", "114", "115", "117", "118", "1515", "1522", "1530"}),
    "DE": frozenset({"19222", "115"}),
    "MA": frozenset({"15", "19", "141", "150", "177", "190"}),
}

PREMIUM: dict[str, tuple[str, ...]] = {
    # Spain: 803/806/807 by content, 905 mass calls, 907 data, 118xx directories (Orden IET/2733/2015, CNMC).
    "ES": ("803", "806", "807", "905", "907", "118"),
    "FR": ("118",),
    "GB": ("118",),
    "PT": ("118",),
    "IT": ("12", "4"),
    "DE": ("118",),
}
"""Beginnings of national numbers, where libphonenumber has no type for them."""
