"""What the law and the office's procedure say: pure values and functions, no disk, clock, screen or SQL."""
