"""What several test modules need: where things are, and the graph of the sample pages, built once."""

from __future__ import annotations

import pytest
from layout import SEEDS


@pytest.fixture(scope="session")
def sample():
    """The collection of seeds/pages."""
    from kg.pipeline import collect

    return collect([SEEDS / "pages"])


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory):
    """A graph file of seeds/pages."""
    from kg.pipeline import update

    file = tmp_path_factory.mktemp("graph") / "graph.kg"
    update([SEEDS / "pages"], file, jobs=1)
    return file
