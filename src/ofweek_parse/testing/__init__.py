"""For the tests of projects that use this library."""

from __future__ import annotations

from ofweek_parse.testing.samples import SAMPLES, Sample, sample

__all__ = ["SAMPLES", "Sample", "sample"]
