"""What the benchmarks are built on."""
