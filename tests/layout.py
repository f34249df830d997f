"""Where things are."""

from __future__ import annotations

import pathlib

TOP = pathlib.Path(__file__).parent.parent
SEEDS = TOP / "seeds"
SHARED = TOP.parent / "shared"
