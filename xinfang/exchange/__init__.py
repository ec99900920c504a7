"""Exchange: former registers and packages of other offices come in, packages go out; what comes in is not trusted."""
