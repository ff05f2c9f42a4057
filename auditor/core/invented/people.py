"""The names on the invented lines, from Faker: a company, agents, who answers for a line, towns."""

from __future__ import annotations

from dataclasses import dataclass

AGENTS, OWNERS, TOWNS = 24, 4, 60


@dataclass(frozen=True, slots=True)
class People:
    """Invented names, the same for the same seed. Agents have first names only."""

    company: str
    agents: tuple[str, ...]
    owners: tuple[str, ...]
    towns: tuple[str, ...]


def people(seed: int) -> People:
    """Imports Faker."""
    from faker import Faker

    faker = Faker("es_ES")
    faker.seed_instance(seed)
    company = faker.company().split(" S.")[0].split(" y asociados")[0]
    return People(
        company=f"{company} Telecom",
        agents=tuple(faker.first_name().split()[0] for _each in range(AGENTS)),
        owners=tuple(f"{faker.first_name()} {faker.last_name()}" for _each in range(OWNERS)),
        towns=tuple(faker.city() for _each in range(TOWNS)),
    )
