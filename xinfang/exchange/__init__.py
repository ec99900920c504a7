"""Exchange: the registers that an office kept before come in; files of others are material, never trusted."""
