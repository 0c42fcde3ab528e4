"""Notices that hang in a village (公示): made here, looked at by the gate of the core, printed, dated, taken down."""
