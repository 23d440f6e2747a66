// Randomness that a seed reproduces, the same as tests/support/xorshift.hpp, so that both sides draw the same changes.
export class Dice {
  constructor(seed) {
    this.state = (seed * 2654435769) >>> 0 || 1;
  }
  next() {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return this.state;
  }
  below(n) {
    return this.next() % n;
  }
}
