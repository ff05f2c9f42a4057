"""Scenario texts that several tests use."""

from __future__ import annotations

GOOD = """\
id: factura-cobro-indebido          # stable, kebab-case
version: 1
language: es
title: Cobro indebido en la factura
channels: [phone]
purpose: complaint
complaint: {topic: facturación, importance: 5, customer_segment: A}
persona: {locale: es_ES, fields: [name, address, account_number]}
briefing: >
  Ha visto un cargo de 14,90 € que no reconoce. Se llama {name}.
limits: {max_wait_s: 600, max_call_s: 1200}
route: {expected: [bienvenida, facturación, agente], max_menus: 2}
steps:
  - wait_for: {speech_end_s: 1.2, timeout_s: 20}
  - press: "2"
  - wait_for: {text: ["facturación", "facturas"], timeout_s: 25}
  - press: "1"
  - hold: {until: human, timeout_s: 600}
  - say: "Hola, soy {name} y tengo un cargo que no reconozco."
  - listen: {until: silence, s: 2.5, max_s: 60}
  - say: {text: "¿Me puede dar un número de incidencia?", recording: voz/incidencia.wav}
  - hang_up: {}
checks:
  - {id: saluda, ask: "¿Se identifica el agente?", weight: 2, kind: yes_no_na, detect: agent_identifies_self}
  - {id: clave, ask: "¿Da una clave?", weight: 3, critical: true, kind: yes_no_na, detect: case_key_given}
follow_up: [{after: P2D, scenario: verificar-resolucion}]
"""

SMALL = """\
id: pequeno
version: 1
language: es
title: Pequeño
channels: [attended]
purpose: enquiry
"""
