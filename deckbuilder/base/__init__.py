"""What every other layer stands on: values, text, messages, the disk, the cache and processes."""
