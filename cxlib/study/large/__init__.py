"""Tables beyond memory: read in chunks, kept in Parquet files, checked where they lie."""
