"""The words that a scenario file may use: channels, languages, keys, persona fields and locales."""

from __future__ import annotations

CHANNELS = ("phone", "email", "recordings", "attended")
"""Kinds of channel that a scenario can be carried out on."""

KEYS = frozenset("0123456789*#ABCD")
"""Keys of a telephone (RFC 4733 events 0–15)."""

CHECK_KINDS = ("yes_no_na",)
SEGMENTS = ("A", "B", "C")
"""Customer segments, A the most valuable."""

PERSONA_FIELDS = (
    "name", "first_name", "surname", "address", "city", "postcode", "account_number",
    "phone", "email", "dni", "dni_digits", "iban", "birth_date",
)  # fmt: skip
"""What `scenarios.persona` can invent."""

ONLY_IN_SPAIN = frozenset({"dni", "dni_digits", "iban"})
"""Fields that are invented for es_ES only: elsewhere no band is known that belongs to nobody."""

KEYABLE_FIELDS = frozenset({"account_number", "phone", "dni_digits"})
"""Invented fields that a caller can key in: nothing but digits once spaces and the like are left out."""

PERSONA_LOCALES = (
    "es_ES", "es_MX", "es_AR", "es_CL", "es_CO", "pt_BR", "en_GB", "en_US",
)  # fmt: skip

_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu
lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu
rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr
ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES = tuple(_CODES.split())
"""Language codes of ISO 639-1."""
