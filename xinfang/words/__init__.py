"""Every word that a person reads, once: labels, refusals and talk, help. Plain, polite Chinese."""
