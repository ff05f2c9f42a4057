"""Reading a scenario file: what a good one becomes, and every fault of a bad one with line and path."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.errors import ScenarioFaults, ScenariosError
from scenarios.reading import read_scenario, read_scenario_text
from scenarios.scenario import HangUp, Hold, Listen, Press, Purpose, Say, WaitFor
from tests.scenarios.files import GOOD, SMALL


def faults_of(text: str) -> list[str]:
    """Each fault as "line: path: text"."""
    with pytest.raises(ScenarioFaults) as caught:
        read_scenario_text(text, "f.yaml")
    return [str(fault) for fault in caught.value.faults]


def test_a_good_file_becomes_its_scenario() -> None:
    scenario = read_scenario_text(GOOD, "good")
    assert (scenario.id, scenario.version, scenario.purpose) == (
        "factura-cobro-indebido",
        1,
        Purpose.COMPLAINT,
    )
    assert scenario.steps == (
        WaitFor(20.0, 1.2),
        Press("2"),
        WaitFor(25.0, None, ("facturación", "facturas")),
        Press("1"),
        Hold(600.0),
        Say("Hola, soy {name} y tengo un cargo que no reconozco."),
        Listen(2.5, 60.0),
        Say("¿Me puede dar un número de incidencia?", "voz/incidencia.wav"),
        HangUp(),
    )
    assert scenario.complaint is not None
    assert scenario.complaint.importance == 5
    assert scenario.checks[1].critical
    assert scenario.checks[1].weight == 3
    assert scenario.follow_up[0].after == "P2D"
    assert scenario.route.max_menus == 2


def test_five_different_faults_are_all_reported_with_line_and_path() -> None:
    bad = (
        GOOD.replace("title:", "titel:")
        .replace('press: "2"', 'press: "2x"')
        .replace("hold: {until: human, timeout_s: 600}", "hold: {until: human, timeout_s: -1}")
        .replace("id: clave", "id: saluda")
        .replace("after: P2D", "after: 2 days")
    )
    assert faults_of(bad) == [
        "1: title: this key is missing",
        "4: titel: this key is unknown; did you mean “title”?",
        "15: steps[1].press: a telephone has no key “x”: 0 to 9, *, # and A to D",
        "18: steps[4].hold.timeout_s: -1 is too small: more than 0 is needed",
        "25: checks[1].id: another check has the id “saluda” already",
        "26: follow_up[0].after: “2 days” is not a duration like P2D (two days) or PT4H (four hours)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("version: 1", "version: uno", "2: version: a number is needed"),
        ("version: 1", 'version: "1"', "2: version: a number is needed"),
        ("version: 1", "version: 1.5", "2: version: a whole number"),
        ("version: 1", "version: 0", "2: version: 0 is too small: at least 1"),
        ("version: 1", "version: .inf", "2: version: a number is needed"),
        ("language: es", "language: spanish", "3: language: “spanish” is unknown"),
        ("channels: [phone]", "channels: []", "5: channels: the list is empty"),
        ("channels: [phone]", "channels: [fone]", "5: channels[0]: “fone” is unknown; did you mean “phone”"),
        ("channels: [phone]", "channels: [phone, phone]", "5: channels[1]: “phone” stands twice"),
        ("channels: [phone]", "channels: {phone: 1}", "5: channels: a list is needed"),
        ("purpose: complaint", "purpose: complain", "6: purpose: “complain” is unknown; did you mean"),
        ("complaint: {", "complaynt: {", "6: purpose: a complaint needs the key “complaint”"),
        ("importance: 5", "importance: 6", "7: complaint.importance: 6 is too large: at most 5"),
        ("customer_segment: A", "customer_segment: D", "7: complaint.customer_segment: “D” is unknown"),
        ("[name, address,", "[nombre, address,", "8: persona.fields[0]: “nombre” is unknown"),
        ("locale: es_ES", "locale: es_XX", "8: persona.locale: “es_XX” is unknown; did you mean"),
        ("soy {name}", "soy {phone}", "19: steps[5].say: the persona has no field “phone”; it has"),
        ("llama {name}", "llama {phone}", "9: briefing: the persona has no field “phone”"),
        ("max_wait_s: 600", "max_wait_s: 1300", "11: limits.max_wait_s: max_wait_s is longer than"),
        ("max_menus: 2", "max_menus: -2", "12: route.max_menus: -2 is too small"),
        ("speech_end_s: 1.2, ", "", "14: steps[0].wait_for: nothing to wait for"),
        (", timeout_s: 20", "", "14: steps[0].wait_for: timeout_s is missing"),
        ("  - press: \"2\"\n", "  - press: #\n", "15: steps[1].press: no keys stand here"),
        ("press: \"2\"", "pres: \"2\"", "15: steps[1].pres: this step is unknown; did you mean “press”"),
        ("press: \"2\"", "dance: \"2\"", "15: steps[1].dance: this step is unknown; known are: wait_for"),
        ("press: \"2\"", "{press: 1, say: x}", "15: steps[1]: a step is one key"),
        ("until: human", "until: robot", "18: steps[4].hold.until: “robot” is unknown"),
        ("s: 2.5, max_s: 60", "s: 2.5", "20: steps[6].listen.max_s: this key is missing"),
        ("s: 2.5, max_s: 60", "s: 20, max_s: 10", "20: steps[6].listen.s: s (20.0) is longer than max_s"),
        ("recording: voz/incidencia.wav", "recording: []", "21: steps[7].say.recording: a text is needed"),
        ("hang_up: {}", "hang_up: 3", "22: steps[8].hang_up: hang_up takes no value"),
        ("  - press: \"2\"\n", "  - hang_up: {}\n", "16: steps[2]: this step comes after hang_up"),
        ("id: saluda", "id: Saluda!", "24: checks[0].id: “Saluda!” is not a name"),
        ("weight: 2", "weight: -1", "24: checks[0].weight: -1 is too small"),
        ("critical: true", "critical: 3", "25: checks[1].critical: true or false"),
        ("detect: case_key_given", "detect: Case Key", "25: checks[1].detect: a detector's name"),
        ("after: P2D", "after: P0D", "26: follow_up[0].after: “P0D” is no time at all"),
        ("scenario: verificar-resolucion", "scenario: X Y", "26: follow_up[0].scenario: “X Y” is not a name"),
        ("follow_up: [{", "follow_up: [3, {", "26: follow_up[0]: a group of keys is needed here ({key"),
        ("soy {name} y", "soy {name y", "19: steps[5].say: a brace stands alone"),
        ('press: "1"', 'press: "{phone}"', "17: steps[3].press: the persona has no field “phone”"),
        ("fields: [name, ad", "fixed: {name: x}, fields: [name, ad", "8: persona.fields: “name” is"),
        ("es_ES, fields: [name", "es_MX, fields: [dni, name", "8: persona.fields: “dni” cannot be invented"),
        ("persona: {", "persona: {fixed: {Name: x}, ", "8: persona.fixed.Name: a field's name is small"),
        ('press: "1"', 'press: "{name}"', "17: steps[3].press: “name” cannot be keyed in: it is not"),
        ("persona: {", "persona: {fixed: {pin: 12A}, ", "15: steps[1].press: “12A” cannot be keyed in"),
        ("persona: {", "persona: {fixed: {pin: 'a{b'}, ", "8: persona.fixed.pin: a fixed value"),
        ("title: Cobro indebido en la factura", 'title: "a\\x1b[2J"', "4: title: the text holds a control"),
        ("version: 1", "version: 1\nversion: 2", "3: version: this key stands twice (first in line 2)"),
        ("version: 1", "version: &x 1", "2: version: anchors (&x) are not allowed"),
        ("version: 1", "version: !!int 1", "2: version: tags (tag:yaml.org,2002:int) are not allowed"),
        ("title: Cobro", "title: *cobro\nx: Cobro", "4: title: aliases (*cobro) are not allowed"),
        ("version: 1", "[a]: 1", "2: : a key has to be a plain word"),
        ("title: Cobro indebido en la factura", "title: ''", "4: title: nothing stands here"),
        ("title: Cobro indebido en la factura", "title:", "4: title: nothing stands here"),
    ],
)  # fmt: skip
def test_each_fault_says_where_and_what(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    text = GOOD.replace('press: "2"', 'press: "{pin}"') if "pin: 12" in new else GOOD
    found = faults_of(text.replace(old, new, 1))
    assert any(fault.startswith(expected) for fault in found), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1: : the file is empty"),
        ("# nothing\n", "1: : the file is empty"),
        ("- a\n- b\n", "1: : a group of keys is needed"),
        ("a: [1, 2\nb: 3", "2: : this is not YAML:"),
        (SMALL + "---\n" + SMALL, "7: : a second document begins here"),
        ("a: " + "[" * 500 + "]" * 500, "1: a[0][0]"),
        ("a: [" + "1, " * 30_000 + "1]", "1: a[1999"),
        ("a: |\n" + "  x\n" * 100_000, "1: : the file is larger than 256 KiB"),
        ("a: 1\nb: \x07", "2: : the text holds a character that YAML does not allow"),
        ("a: 1\nb: \ud800", "2: : the text holds a character that YAML does not allow"),
    ],
    ids=["empty", "comment", "list", "broken", "two", "deep", "many", "huge", "control", "surrogate"],
)
def test_what_is_no_scenario_at_all(text: str, expected: str) -> None:
    assert faults_of(text)[0].startswith(expected)


def test_a_bomb_of_aliases_costs_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{n}: &{n} [*{m}, *{m}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert any("aliases (*a)" in fault for fault in faults_of(bomb))


def test_scalars_are_what_the_field_says_and_not_what_yaml_guesses() -> None:
    text = SMALL.replace("language: es", "language: no").replace("title: Pequeño", "title: 12:30")
    scenario = read_scenario_text(text + "steps: [{press: 012}, {say: yes}, hang_up]\n", "x")
    assert scenario.language == "no"
    assert scenario.title == "12:30"
    assert scenario.steps == (Press("012"), Say("yes"), HangUp())


def test_defaults() -> None:
    scenario = read_scenario_text(
        SMALL + "limits: {max_call_s: 60}\nsteps: [{hold: {}}, {wait_for: {seconds: 3}}]", "x"
    )
    assert scenario.limits.max_wait_s == 60
    assert scenario.steps == (Hold(60.0), WaitFor(3.0, seconds=3.0))


def test_a_phone_scenario_needs_steps() -> None:
    assert faults_of(SMALL.replace("[attended]", "phone")) == [
        "5: channels: a scenario for the phone needs steps"
    ]


def test_fixed_fields_of_the_persona_can_be_said() -> None:
    persona = 'persona: {locale: es_ES, fixed: {account_number: "0012"}}\n'
    scenario = read_scenario_text(SMALL + persona + 'steps: [{say: "{account_number}"}]', "x")
    assert scenario.persona is not None
    assert scenario.persona.fixed == {"account_number": "0012"}


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert read_scenario(path).id == "factura-cobro-indebido"
    path.write_bytes(SMALL.encode("latin-1"))
    with pytest.raises(ScenarioFaults, match=r"4: : this is not UTF-8 text"):
        read_scenario(path)
    path.write_bytes(b"a" * 300_000)
    with pytest.raises(ScenarioFaults, match="larger than 256 KiB"):
        read_scenario(path)
    with pytest.raises(ScenariosError, match="cannot be read"):
        read_scenario(tmp_path / "none.yaml")
    with pytest.raises(ScenariosError, match="cannot be read"):
        read_scenario(tmp_path)


def test_a_detector_that_does_not_exist_is_a_fault_of_the_file_but_not_of_a_shop_s_copy() -> None:
    known = ("agent_identifies_self", "case_key_given")
    read_scenario_text(GOOD, "f.yaml", known)
    slip = GOOD.replace("case_key_given", "case_key_gven")
    with pytest.raises(ScenarioFaults) as caught:
        read_scenario_text(slip, "f.yaml", known)
    [fault] = caught.value.faults
    assert (fault.line, fault.path) == (
        GOOD[: GOOD.index("case_key_given")].count("\n") + 1,
        "checks[1].detect",
    )
    assert str(fault).endswith("there is no detector “case_key_gven”; do you mean “case_key_given”?")
    other = GOOD.replace("case_key_given", "xyz")
    with pytest.raises(ScenarioFaults, match="a person answers the check"):
        read_scenario_text(other, "f.yaml", known)
    assert read_scenario_text(slip, "f.yaml").checks[1].detect == "case_key_gven"
