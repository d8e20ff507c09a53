package io.gridloom.template.eval;

import io.gridloom.template.value.Dicts;
import io.gridloom.template.value.PythonIterator;
import io.gridloom.template.value.PythonMath;
import io.gridloom.template.value.PythonNumbers;
import io.gridloom.template.value.PythonRange;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.Tuple;
import io.gridloom.template.value.Undefined;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code a.b} and {@code a[b]} give: the attribute of Python's value before the key, or after
 * it. Nothing of the JVM can be reached: attributes are the names listed here and in {@link
 * Methods}.
 */
final class Attributes {
  /**
   * What Python's values have beneath; not available, but a dict's own key of that name is reached
   * as an item.
   */
  private static final Set<String> INTERNAL =
      Set.of(
          "__class__",
          "__doc__",
          "__init__",
          "__new__",
          "__repr__",
          "__str__",
          "__hash__",
          "__eq__",
          "__ne__",
          "__lt__",
          "__le__",
          "__gt__",
          "__ge__",
          "__getattribute__",
          "__setattr__",
          "__delattr__",
          "__dir__",
          "__format__",
          "__reduce__",
          "__reduce_ex__",
          "__sizeof__",
          "__subclasshook__",
          "__init_subclass__",
          "__getstate__");

  private static final Set<String> INTERNAL_OF_CONTAINERS =
      Set.of("__len__", "__iter__", "__contains__", "__getitem__", "__class_getitem__");

  private static final Set<String> INTERNAL_OF_FUNCTIONS =
      Set.of(
          "__call__",
          "__name__",
          "__qualname__",
          "__module__",
          "__self__",
          "__text_signature__",
          "__globals__",
          "__code__");

  private static final Set<String> INTERNAL_OF_NUMBERS =
      names(
          "abs add and bool ceil divmod float floor floordiv getformat getnewargs index int invert",
          "lshift mod mul neg or pos pow radd rand rdivmod rfloordiv rlshift rmod rmul ror round",
          "rpow rrshift rshift rsub rtruediv rxor sub truediv trunc xor");

  private static final Set<String> INTERNAL_OF_SEQUENCES =
      names("add delitem getnewargs iadd imul mod mul reversed rmod rmul setitem");

  private static final Set<String> INTERNAL_OF_DICTS = names("delitem ior or reversed ror setitem");

  private Attributes() {}

  private static Set<String> names(String... words) {
    return Stream.of(String.join(" ", words).split(" "))
        .map(word -> "__" + word + "__")
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@code target.name}: the attribute, else the key. */
  static Object attribute(Object target, String name) {
    if (target instanceof Undefined undefined) {
      if (isInternal(target, name)) {
        return Undefined.forbidden(target, name);
      }
      throw undefined.failure();
    }
    Optional<Object> own = own(target, name);
    if (own.isPresent()) {
      return own.get();
    }
    return target instanceof Map<?, ?> map ? orMissing(map, name) : Undefined.missing(target, name);
  }

  /** {@code target[key]}: the key or the index, else the attribute. */
  static Object item(Object target, Object key) {
    if (target instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (target instanceof Map<?, ?> map && Dicts.isHashable(key) && Dicts.contains(map, key)) {
      return orMissing(map, key);
    }
    if (PythonTypes.isInteger(key)) {
      return indexed(target, key);
    }
    if (PythonTypes.isText(key)) {
      return own(target, key.toString()).orElseGet(() -> Undefined.missing(target, key));
    }
    return Undefined.missing(target, key);
  }

  private static Object orMissing(Map<?, ?> map, Object key) {
    return Dicts.contains(map, key) ? Dicts.get(map, key, map) : Undefined.missing(map, key);
  }

  private static Object indexed(Object target, Object key) {
    if (!(PythonTypes.isText(target) || target instanceof List || target instanceof Tuple)) {
      return Undefined.missing(target, key);
    }
    int size = PythonTypes.length(target);
    BigInteger wanted = PythonNumbers.big(key);
    long index = wanted.bitLength() < 32 ? wanted.longValue() : Integer.MAX_VALUE;
    index = index < 0 ? index + size : index;
    if (index < 0 || index >= size) {
      return Undefined.missing(target, key);
    }
    return Slicing.part(target, (int) index);
  }

  private static Optional<Object> own(Object target, String name) {
    if (name.startsWith("_")) {
      return isInternal(target, name)
          ? Optional.of(Undefined.forbidden(target, name))
          : Optional.empty();
    }
    if (target instanceof Attributed attributed) {
      return attributed.attribute(name);
    }
    if (Methods.changes(target, name)) {
      return Optional.of(Undefined.forbidden(target, name));
    }
    return Methods.has(target, name)
        ? Optional.of(new BoundMethod(target, name))
        : plain(target, name);
  }

  private static Optional<Object> plain(Object target, String name) {
    if (target instanceof PythonRange range) {
      return switch (name) {
        case "start" -> Optional.of(range.start());
        case "stop" -> Optional.of(range.stop());
        case "step" -> Optional.of(range.step());
        default -> Optional.empty();
      };
    }
    boolean integer = PythonTypes.isInteger(target);
    if (!integer && !(target instanceof Double)) {
      return Optional.empty();
    }
    return switch (name) {
      case "real" -> Optional.of(PythonMath.plus(target));
      case "imag" -> Optional.of(integer ? (Object) 0L : (Object) 0.0);
      case "numerator" -> integer ? Optional.of(PythonMath.plus(target)) : Optional.empty();
      case "denominator" -> integer ? Optional.of(1L) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isInternal(Object target, String name) {
    if (INTERNAL.contains(name)) {
      return true;
    }
    if (target instanceof Function) {
      return INTERNAL_OF_FUNCTIONS.contains(name);
    }
    boolean container = PythonTypes.isIterable(target) && !(target instanceof PythonIterator);
    return operators(target).contains(name) || (container && INTERNAL_OF_CONTAINERS.contains(name));
  }

  private static Set<String> operators(Object target) {
    if (PythonTypes.isNumber(target)) {
      return INTERNAL_OF_NUMBERS;
    }
    if (target instanceof Map) {
      return INTERNAL_OF_DICTS;
    }
    return PythonTypes.isText(target) || target instanceof List || target instanceof Tuple
        ? INTERNAL_OF_SEQUENCES
        : Set.of();
  }
}
