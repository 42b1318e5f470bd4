"""How the models were made: from data and labels to weights, one command each."""

import crossread  # noqa: F401 - before onnxruntime: it turns telemetry off
