package io.gridloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsTextsLeftAndNumbersRight() {
    TextTable table = new TextTable("name", "n").right(1);
    table.add("a", "1");
    table.add("abcdef", "1000");
    assertThat(table.lines(80)).containsExactly("name       n", "a          1", "abcdef  1000");
  }

  @Test
  void theWidestColumnGivesWay() {
    TextTable table = new TextTable("short", "long");
    table.add("abcdefghij", "x".repeat(50));
    assertThat(table.lines(30))
        .containsExactly("short       long", "abcdefghij  " + "x".repeat(17) + "…");
  }

  @Test
  void tooManyColumnsDoNotFit() {
    TextTable table = new TextTable("aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc");
    assertThat(table.fits(28)).isTrue();
    assertThat(table.fits(27)).isFalse();
  }

  @Test
  void verticallyEachCellHasALine() {
    TextTable table = new TextTable("row", "text");
    table.add("0", "y".repeat(50));
    table.add("1", "z");
    assertThat(table.vertically(20))
        .containsExactly("row   0", "text  " + "y".repeat(13) + "…", "", "row   1", "text  z");
  }

  @Test
  void wideCharactersTakeTwoCells() {
    assertThat(DisplayText.width("日本")).isEqualTo(4);
    assertThat(DisplayText.width("é")).isEqualTo(1);
    assertThat(DisplayText.cut("日本語", 4)).isEqualTo("日…");
  }

  @Test
  void controlCharactersNeverReachTheTerminal() {
    assertThat(DisplayText.oneLine("a\nb\tc\u001b[31m")).isEqualTo("a\\nb\\tc\ufffd[31m");
  }
}
