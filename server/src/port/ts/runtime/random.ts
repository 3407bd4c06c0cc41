import { IndexError } from "./errors.ts";

/** The Mersenne Twister, seeded and read as Python does it: the same seed gives the same numbers. */
export class Random {
  readonly #state = new Uint32Array(624);
  #at = 624;

  constructor(seed?: number) {
    this.seed(seed);
  }

  seed(seed?: number | null): void {
    const start =
      seed === undefined || seed === null ? BigInt(Math.floor(Math.random() * 2 ** 52)) : BigInt(Math.abs(seed));
    const key: number[] = [];
    for (let left = start; left > 0n || key.length === 0; left >>= 32n) key.push(Number(left & 0xffffffffn));
    const state = this.#state;
    state[0] = 19650218;
    for (let i = 1; i < 624; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    let i = 1;
    let j = 0;
    for (let k = Math.max(624, key.length); k > 0; k--) {
      state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1664525)) + key[j] + j;
      if (++i >= 624) {
        state[0] = state[623];
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = 623; k > 0; k--) {
      state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1566083941)) - i;
      if (++i >= 624) {
        state[0] = state[623];
        i = 1;
      }
    }
    state[0] = 0x80000000;
    this.#at = 624;
  }

  #next(): number {
    const state = this.#state;
    if (this.#at >= 624) {
      for (let i = 0; i < 624; i++) {
        const y = (state[i] & 0x80000000) | (state[(i + 1) % 624] & 0x7fffffff);
        state[i] = state[(i + 397) % 624] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.#at = 0;
    }
    let y = state[this.#at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  random(): number {
    return ((this.#next() >>> 5) * 67108864 + (this.#next() >>> 6)) / 9007199254740992;
  }

  getrandbits(bits: number): number {
    if (bits <= 32) return this.#next() >>> (32 - bits);
    let result = 0;
    let factor = 1;
    for (let left = bits; left > 0; left -= 32) {
      result += (left < 32 ? this.#next() >>> (32 - left) : this.#next()) * factor;
      factor *= 2 ** 32;
    }
    return result;
  }

  #below(limit: number): number {
    const bits = limit.toString(2).length;
    let value = this.getrandbits(bits);
    while (value >= limit) value = this.getrandbits(bits);
    return value;
  }

  randrange(start: number, stop?: number, step = 1): number {
    const [first, last] = stop === undefined ? [0, start] : [start, stop];
    return first + step * this.#below(Math.ceil((last - first) / step));
  }

  randint(low: number, high: number): number {
    return low + this.#below(high - low + 1);
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  gauss(mean = 0, deviation = 1): number {
    const angle = this.random() * 2 * Math.PI;
    return mean + Math.cos(angle) * Math.sqrt(-2 * Math.log(1 - this.random())) * deviation;
  }

  choice<T>(values: ArrayLike<T>): T {
    if (values.length === 0) throw new IndexError("Cannot choose from an empty sequence");
    return values[this.#below(values.length)];
  }

  choices<T>(values: ArrayLike<T>, count: number): T[] {
    return Array.from({ length: count }, () => values[Math.floor(this.random() * values.length)]);
  }

  shuffle(list: unknown[]): void {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.#below(i + 1);
      [list[i], list[j]] = [list[j], list[i]];
    }
  }

  sample<T>(values: ArrayLike<T>, count: number): T[] {
    const pool = Array.from(values);
    const size = pool.length;
    // Python picks by a set where that is smaller than a copy of the whole.
    const limit = count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21;
    if (size <= limit) {
      return Array.from({ length: count }, (_, i) => {
        const j = this.#below(size - i);
        const value = pool[j];
        pool[j] = pool[size - i - 1];
        return value;
      });
    }
    const chosen = new Set<number>();
    return Array.from({ length: count }, () => {
      let j = this.#below(size);
      while (chosen.has(j)) j = this.#below(size);
      chosen.add(j);
      return pool[j];
    });
  }
}

let shared: Random | undefined;

/** The generator behind the functions of Python's `random` module. */
export function sharedRandom(): Random {
  shared ??= new Random();
  return shared;
}
