// node compress.mjs FOLDER: beside each text in it a .br and a .gz, as small as they get; those that would not be
// smaller are left out. The server compresses nothing.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = process.argv[2];
const texts = /\.(js|css|html|svg|json|txt|webmanifest)$/;

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !texts.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  for (const [ending, made] of [['.br', brotliCompressSync(bytes, { params })], ['.gz', gzipSync(bytes, { level: 9 })]]) {
    if (made.length < bytes.length) writeFileSync(file + ending, made);
  }
}
