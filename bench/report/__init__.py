"""What the managers' summary costs, stage by stage."""
