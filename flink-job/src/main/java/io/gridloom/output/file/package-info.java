/** Files, written exactly once through Flink's FileSink. */
@NullMarked
package io.gridloom.output.file;

import org.jspecify.annotations.NullMarked;
