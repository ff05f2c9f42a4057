"""What listening costs in processor time, beside the same model in its own tools."""
