// A text as a square that a phone can read.
import encodeQR from 'qr';

/** Modules around it that stay white: what the standard asks for. */
const quiet = 4;

export interface Square {
  readonly size: number; // in modules, with what stays white
  readonly path: string; // of what is black, for an SVG of that size: each run of modules in a row is one rectangle
}

export function squareOf(text: string): Square {
  const rows = encodeQR(text, 'raw', { border: quiet, ecc: 'medium' });
  const runs = rows.flatMap((row, y) =>
    row.flatMap((isBlack, x) => {
      if (!isBlack || row[x - 1]) return [];
      const width = row.indexOf(false, x) - x; // it ends in white
      return [`M${x} ${y}h${width}v1h-${width}z`];
    }),
  );
  return { size: rows.length, path: runs.join('') };
}
