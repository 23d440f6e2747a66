/** Runes everywhere; no preprocessor: components use plain CSS and TypeScript that can be erased. */
export default { compilerOptions: { runes: true } };
