"""Tables in Parquet files, through pyarrow."""

from io import BytesIO
from typing import Any

import numpy as np

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.size import refuse_rows
from gmm_explorer.files.tables.columns import NumberColumns, number_columns
from gmm_explorer.files.tables.extras import optional_module
from gmm_explorer.files.text.notices import left_out_columns


def columns_of_parquet(content: bytes) -> NumberColumns:
    """Return the columns of numbers of a Parquet file.

    Raises
    ------
    BadContentError
        When pyarrow is absent, or the file is no table of numbers.
    """
    pyarrow = optional_module("pyarrow", "pyarrow", "parquet", "Parquet tables")
    parquet = optional_module("pyarrow.parquet", "pyarrow", "parquet", "Parquet tables")
    try:
        source = parquet.ParquetFile(BytesIO(content))
        refuse_rows(source.metadata.num_rows, source.metadata.num_columns, 1)
        table = source.read()
    except (pyarrow.ArrowException, OSError, ValueError) as problem:
        raise BadContentError(
            "", "it is not a whole Parquet table", "restore the file or write it again"
        ) from problem
    numeric = [j for j, field in enumerate(table.schema) if _is_number(pyarrow, field.type)]
    text = [j for j in range(table.num_columns) if j not in numeric]
    names = tuple(table.column_names)
    if not numeric:
        raise BadContentError(
            "",
            "none of its columns holds numbers",
            "choose a table with at least one numeric column",
        )
    values = np.stack([_values(pyarrow, table.column(j)) for j in numeric], axis=1)
    return number_columns(values, [names[j] for j in numeric], left_out_columns(text, names))


def _is_number(pyarrow: Any, kind: Any) -> bool:  # noqa: ANN401  # pyarrow has no types
    types = pyarrow.types
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))


def _values(pyarrow: Any, column: Any) -> FloatArray:  # noqa: ANN401  # pyarrow has no types
    as_double = column.cast(pyarrow.float64(), safe=False)
    return np.asarray(as_double.to_numpy(zero_copy_only=False), dtype=np.float64)
