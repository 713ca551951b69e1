"""Convert articles to Arrow tables and Parquet files and back (extra ``parquet``)."""

from __future__ import annotations

try:
    import pyarrow as pa  # noqa: F401 # so that a missing package is reported here
except ImportError as _missing:
    _MESSAGE = "ofweek_parse.arrow needs pyarrow; run pip install 'ofweek-parse[parquet]'."
    raise ImportError(_MESSAGE) from _missing

from ofweek_parse.arrow.parquet import Compression, ParquetWriter, read_parquet
from ofweek_parse.arrow.tables import from_table, schema, to_table

__all__ = ["Compression", "ParquetWriter", "from_table", "read_parquet", "schema", "to_table"]
