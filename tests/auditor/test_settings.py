"""Settings: what overrides what, where a value came from, every fault at once, no secrets in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from auditor.errors import ExitCode, MissingError, SettingsError
from auditor.i18n import explain, use_language
from auditor.settings import Settings, SipAccount, Source, account_password, default_home, load_settings
from auditor.settings.faults import SettingsFaults
from auditor.settings.fields import SETTINGS


def write(home: Path, text: str) -> Path:
    home.mkdir(exist_ok=True)
    file = home / "auditor.toml"
    file.write_text(text, "utf-8")
    return file


def faults(home: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    write(home, text)
    with pytest.raises(SettingsFaults) as caught:
        load_settings({}, environ or {}, home)
    assert caught.value.exit_code is ExitCode.WRONG
    assert str(caught.value).count("\n") == len(caught.value.faults) - 1
    return [str(fault) for fault in caught.value.faults]


def test_defaults_without_a_file(tmp_path: Path) -> None:
    made = load_settings({}, {}, tmp_path)
    assert made == Settings(home=tmp_path, threads=made.threads)
    assert made.engine == "faster-whisper"
    assert made.retention_days is None
    assert made.where("model") == Source("default")


def test_flag_over_environment_over_file_over_default(tmp_path: Path) -> None:
    file = write(tmp_path, 'model = "small"\nengine = "openai-whisper"\n\nthreads = 3\n')
    environ = {"AUDITOR_MODEL": "medium", "AUDITOR_THREADS": "4"}
    made = load_settings({"model": "large-v3", "country": None}, environ, tmp_path)
    assert (made.model, made.threads, made.engine, made.country) == ("large-v3", 4, "openai-whisper", "ES")
    assert made.where("model") == Source("flag", "--model")
    assert made.where("threads") == Source("environment", "AUDITOR_THREADS")
    assert made.where("engine") == Source("file", f"{file}:2")
    assert made.where("country") == Source("default")


def test_home_by_flag_environment_argument_and_default(tmp_path: Path) -> None:
    flag, env, given_ = tmp_path / "f", tmp_path / "e", tmp_path / "g"
    environ = {"AUDITOR_HOME": str(env)}
    assert load_settings({"home": flag}, environ, given_).home == flag
    assert load_settings({}, environ, given_).home == env
    assert load_settings({}, {}, given_).home == given_
    assert load_settings({}, {"HOME": str(tmp_path)}).home == default_home()


def test_the_file_is_read_from_the_home_that_was_chosen(tmp_path: Path) -> None:
    write(tmp_path / "a", 'model = "small"')
    assert load_settings({"home": str(tmp_path / "a")}, {}).model == "small"


def test_everything_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("x")
    write(
        tmp_path,
        """
language = "en"
model = "./models/mine"
model_folders = ["weights", "/srv/weights"]
allow_download = false
country = "mx"
voice = "es-ES"
retention_days = 180
sip_bind = "192.0.2.10:5060"
tls_ca_file = "ca.pem"
jitter_buffer = false
rtp_ports = [11000, 11999]
practice_ports = [21000, 21010]

[accounts.office]
user = "200"
domain = "pbx.example.com:5061"
outbound_proxy = "sip:proxy.example.com"
transport = "tls"
srtp = true
password_env = "AUDITOR_SIP_OFFICE"

[accounts."second line"]
user = "201"
domain = "[2001:db8::1]:5060"
""",
    )
    made = load_settings({}, {}, tmp_path)
    assert made.model == str(tmp_path / "models/mine")
    assert made.model_folders == (tmp_path / "weights", Path("/srv/weights"))
    assert made.country == "MX"
    assert made.tls_ca_file == tmp_path / "ca.pem"
    assert made.rtp_ports == (11000, 11999)
    assert made.accounts["office"] == SipAccount(
        name="office",
        user="200",
        domain="pbx.example.com:5061",
        outbound_proxy="sip:proxy.example.com",
        transport="tls",
        srtp=True,
        password_env="AUDITOR_SIP_OFFICE",
    )
    assert set(made.accounts) == {"office", "second line"}
    assert made.where("accounts.office").kind == "file"


def test_language_auto_and_locales(tmp_path: Path) -> None:
    assert load_settings({}, {"AUDITOR_LANG": "es_ES.UTF-8"}, tmp_path).language == "es"
    assert load_settings({"language": "auto"}, {"AUDITOR_LANG": "en"}, tmp_path).language is None
    with pytest.raises(SettingsError):
        load_settings({"language": "estonian"}, {}, tmp_path)


def test_environment_in_its_own_spelling(tmp_path: Path) -> None:
    environ = {
        "AUDITOR_ALLOW_DOWNLOAD": "no",
        "AUDITOR_MODEL_FOLDERS": "/a:/b",
        "AUDITOR_PRACTICE_PORTS": "30000-30010",
        "AUDITOR_COUNTRY": "",
        "AUDITOR_SIP_OFFICE": "s3cret",
        "AUDITOR_MY_OWN": "x",
    }
    made = load_settings({}, environ, tmp_path)
    assert made.allow_download is False
    assert made.model_folders == (Path("/a"), Path("/b"))
    assert made.practice_ports == (30000, 30010)
    assert made.country == "ES"


def test_all_faults_at_once_with_file_and_line(tmp_path: Path) -> None:
    text = 'modell = "base"\nthreads = 0\nengine = "vosk"\n\n[accounts.office]\nuser = "200"\ndomian = "x"\n'
    found = faults(tmp_path, text, {"AUDITOR_COUNTRY": "Spain"})
    file = tmp_path / "auditor.toml"
    assert found == [
        f"{file}:1: there is no setting “modell”. Did you mean “model”?",
        f"{file}:2: threads is 0; it must be a whole number from 1 to 256.",
        f"{file}:3: engine is “vosk”; it must be one of faster-whisper, openai-whisper.",
        f"{file}:7: there is no setting “domian”. Did you mean “domain”?",
        f"{file}:5: accounts.office.domain is missing.",
        "AUDITOR_COUNTRY: country is “Spain”; it must be a country of two letters, such as ES.",
    ]


def test_an_unknown_key_without_a_near_one_lists_them(tmp_path: Path) -> None:
    (only,) = faults(tmp_path, "zzzz = 1\n")
    assert "The settings are: accounts, allow_download" in only


@pytest.mark.parametrize("key", ["password", "contraseña", "secret", "auth_token", "pwd", "api_key"])
def test_a_secret_in_the_file_is_refused_and_never_repeated(tmp_path: Path, key: str) -> None:
    quoted = key if key.isascii() else f'"{key}"'
    text = f'[accounts.office]\nuser = "200"\ndomain = "pbx"\n{quoted} = "hunter2"\n'
    (only,) = faults(tmp_path, text)
    assert "hunter2" not in only
    assert "AUDITOR_SIP_OFFICE" in only
    assert "keyring set auditor office" in only
    assert only.startswith(f"{tmp_path / 'auditor.toml'}:4:")


@pytest.mark.parametrize(("key", "value"), [("password_env", "hunter2!"), ("user", "200:hunter2")])
def test_a_secret_in_the_wrong_place_is_never_repeated(tmp_path: Path, key: str, value: str) -> None:
    rest = 'user = "200"\n' if key != "user" else ""
    (only,) = faults(tmp_path, f'[accounts.office]\n{rest}domain = "pbx"\n{key} = "{value}"\n')
    assert "hunter2" not in only


@pytest.mark.parametrize(
    "line",
    [
        'model = ""',
        "model = 5",
        'model_folders = "a"\nmodel_folders = 3',
        "model_folders = 3",
        "allow_download = 1",
        "threads = true",
        "threads = 1.5",
        'country = "Spain"',
        "retention_days = 0",
        'sip_bind = "pbx.example.com"',
        'sip_bind = "192.0.2.1:99999"',
        'tls_ca_file = "not-there.pem"',
        "rtp_ports = [5, 1]",
        "rtp_ports = [1, 2, 3]",
        "rtp_ports = [0, 70000]",
        "accounts = 5",
        "accounts.x = 5",
        '[accounts.x]\nuser = "a b"\ndomain = "pbx"',
        '[accounts.x]\nuser = "a"\ndomain = "pbx\\r\\nVia: x"',
        '[accounts.x]\nuser = "a"\ndomain = "pbx;transport=tls"',
        '[accounts.x]\nuser = "a"\ndomain = "pbx"\ntransport = "sctp"',
        "= 3",
        "[accounts",
        "a = 'b",
        "home = '/x'",
    ],
)
def test_bad_values(tmp_path: Path, line: str) -> None:
    write(tmp_path, line + "\n")
    with pytest.raises(SettingsError) as caught:
        load_settings({}, {}, tmp_path)
    assert str(tmp_path / "auditor.toml") in str(caught.value)


def test_toml_faults_name_the_line(tmp_path: Path) -> None:
    file = write(tmp_path, "threads = 2\nmodel = \n")
    with pytest.raises(SettingsError, match=f"^{file}:2: this is not TOML"):
        load_settings({}, {}, tmp_path)
    file.write_bytes(b"threads = 2\nmodel = '\xff'\n")
    with pytest.raises(SettingsError, match=f"^{file}:2: this is not UTF-8"):
        load_settings({}, {}, tmp_path)
    file.unlink()
    file.mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings({}, {}, tmp_path)


def test_a_misspelt_variable_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="AUDITOR_MODEL_FOLDERS"):
        load_settings({}, {"AUDITOR_MODEL_FOLDER": "/a"}, tmp_path)


def test_an_unknown_flag_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--modle"):
        load_settings({"modle": "x"}, {}, tmp_path)


def test_faults_are_told_in_spanish(tmp_path: Path) -> None:
    write(tmp_path, "modell = 'x'\nthreads = 0\n")
    with pytest.raises(SettingsError) as caught:
        load_settings({}, {}, tmp_path)
    use_language("es")
    try:
        told = explain(caught.value)
    finally:
        use_language("en")
    assert "no existe el ajuste «modell»" in told
    assert "un número entero de 1 a 256" in told


def test_password_from_the_environment(tmp_path: Path) -> None:
    account = SipAccount(name="office", user="200", domain="pbx", password_env="PW")
    assert account_password(account, {"PW": "hunter2"}) == "hunter2"
    assert "hunter2" not in repr(account)


def test_password_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = pytest.importorskip("keyring")
    from keyring.backend import KeyringBackend

    class Fake(KeyringBackend):
        priority = 1  # type: ignore[assignment]

        def get_password(self, service: str, username: str) -> str | None:
            return "kr" if (service, username) == ("auditor", "office") else None

        def set_password(self, service: str, username: str, password: str) -> None: ...

        def delete_password(self, service: str, username: str) -> None: ...

    before = keyring.get_keyring()
    keyring.set_keyring(Fake())
    try:
        assert account_password(SipAccount(name="office", user="2", domain="p"), {}) == "kr"
        assert account_password(SipAccount(name="other", user="2", domain="p"), {}) is None
        with pytest.raises(MissingError, match="keyring set auditor other"):
            account_password(SipAccount(name="other", user="2", domain="p", password_env="PW"), {})
    finally:
        keyring.set_keyring(before)


@bounded(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*SETTINGS, "accounts", "nonsense"]),
        st.one_of(st.text(max_size=20), st.integers(), st.booleans(), st.lists(st.integers(), max_size=3)),
        max_size=5,
    )
)
def test_any_flags_give_settings_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, flags: dict[str, object]
) -> None:
    home = tmp_path_factory.getbasetemp()
    told = ""
    try:
        told = str(load_settings(flags, {}, home).home)
    except SettingsError as error:
        told = str(error)
    assert told


@bounded(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=80), st.text(alphabet="[]=.\"'#\n aé1{},-_", max_size=60).map(str.encode))
)
def test_any_file_gives_settings_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    home = tmp_path_factory.getbasetemp() / "fuzz"
    home.mkdir(exist_ok=True)
    (home / "auditor.toml").write_bytes(content)
    told = str(home)
    try:
        load_settings({}, {}, home)
    except SettingsError as error:
        told = str(error)
    assert str(home) in told
