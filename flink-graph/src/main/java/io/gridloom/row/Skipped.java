package io.gridloom.row;

/** A skipped cell's content: the rule's value, or {@link NoValue#NULL}. */
record Skipped(Object value) {}
