// What was found, in its line: the server counts in bytes of UTF-8, the page in UTF-16.

export interface Part {
  text: string;
  isFound: boolean;
}

export function parts(text: string, highlights: readonly { readonly start: number; readonly end: number }[]): Part[] {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const result: Part[] = [];
  let at = 0;
  const push = (from: number, to: number, isFound: boolean) => {
    if (to > from) result.push({ text: decoder.decode(bytes.subarray(from, to)), isFound });
  };
  for (const { start, end } of highlights) {
    if (start < at || end > bytes.length) continue; // two that overlap are one
    push(at, start, false);
    push(start, end, true);
    at = end;
  }
  push(at, bytes.length, false);
  return result;
}
