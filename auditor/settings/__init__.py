"""What the user chose: flag over environment over `auditor.toml` over default, and which of them it was."""

from auditor.settings.reading import SETTINGS_FILE, default_home, load_settings
from auditor.settings.secrets import account_password
from auditor.settings.values import Settings, SipAccount, Source

__all__ = [
    "SETTINGS_FILE",
    "Settings",
    "SipAccount",
    "Source",
    "account_password",
    "default_home",
    "load_settings",
]
