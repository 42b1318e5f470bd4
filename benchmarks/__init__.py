"""How Crossread is measured: one adaptor for every exam, scorers, tables."""

import crossread  # noqa: F401 - before onnxruntime: it turns telemetry off
