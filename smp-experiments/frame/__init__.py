# SPDX-License-Identifier: GPL-2.0-only
"""What all experiments share; see ../README.md."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

# Tests name other folders.
EXPERIMENTS = Path(os.environ.get("EXPERIMENTS", ROOT / "smp-experiments"))
OUT = Path(os.environ.get("REPRODUCE_OUT", ROOT / "build/reproduce"))
