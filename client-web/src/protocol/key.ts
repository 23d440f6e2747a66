// Command keys: UUIDv7 (RFC 9562), 16 bytes. They sort by the time at which they were made, also within a millisecond.

let lastMs = 0;
let counter = 0;

/** A new key; later ones of the same page sort behind it. */
export function newKey(nowMs: number = Date.now()): Uint8Array<ArrayBuffer> {
  const key = crypto.getRandomValues(new Uint8Array(16));
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = ((key[6]! & 0x07) << 8) | key[7]!; // half of the 12 bits are left to count on from here
  } else if (++counter > 0xfff) {
    lastMs += 1; // more than the counter holds: borrow from the clock
    counter = 0;
  }
  new DataView(key.buffer).setUint16(0, Math.floor(lastMs / 2 ** 32));
  new DataView(key.buffer).setUint32(2, lastMs % 2 ** 32);
  key[6] = 0x70 | (counter >> 8);
  key[7] = counter & 0xff;
  key[8] = 0x80 | (key[8]! & 0x3f);
  return key;
}

/** 32 lower-case hexadecimal digits, in the same order as the keys. */
export function keyText(key: Uint8Array): string {
  return Array.from(key, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function keyBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
