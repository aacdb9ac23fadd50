"""The servers that `bench.side_by_side` compares. Each is a uvicorn application of its own process."""
