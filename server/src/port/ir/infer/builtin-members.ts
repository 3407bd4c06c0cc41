/** Methods of the built-in types and of the containers of `collections`. */
export const BUILTIN_MEMBERS: ReadonlySet<string> = new Set(
  `add append appendleft as_integer_ratio bit_count bit_length capitalize casefold center clear close conjugate copy count decode difference
  difference_update discard elements encode endswith expandtabs extend extendleft find flush format format_map from_bytes fromhex fromkeys get hex imag index
  insert intersection intersection_update is_integer isalnum isalpha isascii isdecimal isdigit isdisjoint isidentifier islower isnumeric isprintable
  isspace issubset issuperset istitle isupper items join keys ljust lower lstrip maketrans most_common move_to_end next partition pop popitem popleft
  read readline readlines real remove removeprefix removesuffix replace reverse rfind rindex rjust rotate rpartition rsplit rstrip seek send setdefault sort split
  splitlines start startswith step stop strip subtract swapcase symmetric_difference symmetric_difference_update tell throw title to_bytes total translate
  union update upper values write writelines zfill`.split(/\s+/),
);
