import { IndexError } from "./errors.ts";

/** The Mersenne Twister, seeded and read as Python does it: the same seed gives the same numbers. */
export class Random {
  readonly #state = new Uint32Array(624);
  #at = 624;
  /** The second number of a pair that `gauss` makes. */
  #spare: number | undefined;

  constructor(seed?: number | bigint) {
    this.seed(seed);
  }

  seed(seed?: number | bigint | null): void {
    const given = BigInt(seed ?? Math.floor(Math.random() * 2 ** 52));
    const start = given < 0n ? -given : given;
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
    this.#spare = undefined;
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
    if (this.#spare !== undefined) {
      const z = this.#spare;
      this.#spare = undefined;
      return mean + z * deviation;
    }
    const angle = this.random() * 2 * Math.PI;
    const radius = Math.sqrt(-2 * Math.log(1 - this.random()));
    this.#spare = Math.sin(angle) * radius;
    return mean + Math.cos(angle) * radius * deviation;
  }

  normalvariate(mean = 0, deviation = 1): number {
    const magic = (4 * Math.exp(-0.5)) / Math.sqrt(2);
    for (;;) {
      const u = this.random();
      const v = 1 - this.random();
      const z = (magic * (u - 0.5)) / v;
      if ((z * z) / 4 <= -Math.log(v)) return mean + z * deviation;
    }
  }

  expovariate(rate = 1): number {
    return -Math.log(1 - this.random()) / rate;
  }

  choice<T>(values: ArrayLike<T>): T {
    if (values.length === 0) throw new IndexError("Cannot choose from an empty sequence");
    return values[this.#below(values.length)];
  }

  choices<T>(values: ArrayLike<T>, count = 1, weights?: Iterable<number>, cumulative = false): T[] {
    if (weights === undefined)
      return Array.from({ length: count }, () => values[Math.floor(this.random() * values.length)]);
    let total = 0;
    const sums = Array.from(weights, (weight) => {
      total = cumulative ? weight : total + weight;
      return total;
    });
    return Array.from({ length: count }, () => {
      const wanted = this.random() * total;
      const at = sums.findIndex((sum) => sum > wanted);
      return values[at < 0 ? sums.length - 1 : at];
    });
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
