package io.gridloom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BlockWindowTest {

  @Test
  void theLastWindowMayBeShorter() {
    BlockWindow window = new BlockWindow(4);
    assertThat(window.size(0, 10)).isEqualTo(4);
    assertThat(window.size(7, 10)).isEqualTo(4);
    assertThat(window.size(8, 10)).isEqualTo(2);
    assertThat(window.size(9, 10)).isEqualTo(2);
  }

  @Test
  void aDatasetIsOneWindow() {
    assertThat(new DatasetWindow().size(3, 10)).isEqualTo(10);
  }

  @Test
  void rowsOutsideAreRejected() {
    assertThatThrownBy(() -> new BlockWindow(4).size(10, 10))
        .hasMessage("row 10 is outside 0 to 9");
    assertThatThrownBy(() -> new DatasetWindow().size(-1, 10))
        .hasMessage("row -1 is outside 0 to 9");
  }

  @Test
  void lengthsAreLimited() {
    assertThatThrownBy(() -> new BlockWindow(0)).hasMessageContaining("window of 0 rows");
    assertThatThrownBy(() -> new BlockWindow(1_000_001)).hasMessageContaining("1 to 1000000");
  }
}
