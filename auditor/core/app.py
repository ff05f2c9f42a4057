"""The core, opened on one data folder: what both front ends and the worker hold in their hands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.core.catalogue import Catalogue
from auditor.core.complaints import Complaints
from auditor.core.evaluating import Evaluator
from auditor.core.hearing import HeavyWorker
from auditor.core.keeping import Keeper
from auditor.core.programme import Programme
from auditor.core.run import Runner
from auditor.core.scenarios import library_of
from auditor.core.shops import Shops
from auditor.settings import Settings
from auditor.store import Store, open_store
from auditor.store.register import Register
from scenarios.library import Library

if TYPE_CHECKING:
    from auditor.core.actions import Actions
    from auditor.core.alerts import Alerts
    from auditor.core.views import ShopPage
    from metrics.packs.values import Finding
    from transcripts.prompts.changes import Change


@dataclass(frozen=True, slots=True)
class App:
    """One data folder with its parts. `close` ends the worker process and closes the data file."""

    settings: Settings
    store: Store
    shops: Shops
    run: Runner
    programme: Programme
    channels: Register
    worker: HeavyWorker
    complaints: Complaints
    catalogue: Catalogue

    @property
    def alerts(self) -> Alerts:
        """The alerts over the complaints."""
        from auditor.core.alerts import Alerts

        return Alerts(self)

    @property
    def actions(self) -> Actions:
        """What is done about findings."""
        from auditor.core.actions import Actions

        return Actions(self)

    @property
    def invented(self) -> str | None:
        """The company's name where the data folder is a sample's; `None`: it is a real one."""
        from auditor.core.sample import invented_company

        return invented_company(self.store)

    def library(self) -> Library:
        """The scenarios, read afresh: a file that was edited counts at once."""
        return library_of(self.settings.home)

    def findings(self, page: ShopPage) -> tuple[Finding, ...]:
        """What a shop shows of the rules that are for its line."""
        from auditor.core.rules import findings

        return findings(self, page)

    def prompt_changes(self, page: ShopPage) -> tuple[Change, ...]:
        """The recorded prompts of its line that were first heard changed in this call."""
        from auditor.core.prompts import changes_heard

        return changes_heard(self, page)

    def model_folders(self) -> tuple[Path, ...]:
        """Where speech models are looked for, in order."""
        return model_folders(self.settings)

    def close(self) -> None:
        """Safe to call twice."""
        self.worker.close()
        self.store.close()


def model_folders(settings: Settings) -> tuple[Path, ...]:
    """The folders of the settings, then the data folder's own."""
    return (*settings.model_folders, settings.home / "models")


def open_app(settings: Settings) -> App:
    """Opens (and makes, if it is new) the data folder of the settings. Raises `StoreError`."""
    store = open_store(settings.home)
    shops = Shops(store)
    channels = Register(store)
    worker = HeavyWorker()
    complaints = Complaints(store, shops, channels)
    keeper = Keeper(store)
    models = model_folders(settings)
    catalogue = Catalogue(store)
    evaluator = Evaluator(
        settings=settings,
        shops=shops,
        channels=channels,
        keeper=keeper,
        worker=worker,
        models=models,
        catalogue=catalogue,
        after_scoring=complaints.plant,
    )
    runner = Runner(
        settings=settings,
        shops=shops,
        channels=channels,
        keeper=keeper,
        models=models,
        evaluator=evaluator,
    )
    programme = Programme(store, keeper, channels, settings)
    return App(settings, store, shops, runner, programme, channels, worker, complaints, catalogue)
