package io.gridloom.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** From the enumerator to every reader: all rows have left the chain, end now. */
record FinishReading() implements SourceEvent {}
