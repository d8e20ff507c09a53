package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoomTest {

  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void isAlwaysFreeUntilAStageLimitsIt() {
    Room room = Room.of("unlimited");
    for (int i = 0; i < 1_000; i++) {
      room.take();
    }
    assertThat(room.isFree()).isTrue();
  }

  @Test
  void tellsWhoeverWaitsOnceWhenARowHasLeft() {
    Room room = Room.of("limited");
    room.limit(2);
    room.take();
    assertThat(room.isFree()).isTrue();
    room.take();
    assertThat(room.isFree()).isFalse();
    room.whenFree(calls::incrementAndGet);
    room.give();
    room.give();
    assertThat(room.isFree()).isTrue();
    assertThat(calls).hasValue(1);
  }

  @Test
  void ofAStageThatHandsOnIsThatOfTheNextOne() {
    Room passing = Room.of("passing");
    Room limited = Room.of("behind passing");
    passing.passesTo(limited);
    limited.limit(1);
    limited.take();
    assertThat(passing.isFree()).isFalse();
    passing.whenFree(calls::incrementAndGet);
    limited.give();
    assertThat(calls).hasValue(1);
    assertThat(passing.isFree()).isTrue();
  }

  @Test
  void isTheSameForOneNameInOneThread() throws Exception {
    Room here = Room.of("mine");
    assertThat(Room.of("mine")).isSameAs(here);
    Room[] elsewhere = new Room[1];
    Thread thread = new Thread(() -> elsewhere[0] = Room.of("mine"));
    thread.start();
    thread.join();
    assertThat(elsewhere[0]).isNotSameAs(here);
  }
}
