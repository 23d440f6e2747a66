import { createHash } from 'node:crypto';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// `npm run dev -- --port 5173` with RAMURE_SERVER=http://127.0.0.1:8080 works on a running server. The Origin is
// rewritten because the server takes a cookie from its own pages only.
const server = process.env['RAMURE_SERVER'] ?? 'http://127.0.0.1:8080';
const proxied = { target: server, changeOrigin: true, headers: { Origin: server } };

/** Tells the service worker which files there are: those that the first page needs, and all others. */
function listFiles(): Plugin {
  return {
    name: 'ramure-list-files',
    generateBundle(_, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') return this.error('there is no service worker');
      const needed = new Set<string>();
      const need = (name: string) => {
        const chunk = bundle[name];
        if (needed.has(name) || !chunk) return;
        needed.add(name);
        if (chunk.type !== 'chunk') return;
        chunk.imports.forEach(need);
        chunk.viteMetadata?.importedCss.forEach(need);
      };
      Object.values(bundle).filter((file) => file.type === 'chunk' && file.isEntry && file !== worker).forEach(({ fileName }) => need(fileName));
      const names = Object.keys(bundle).filter((name) => name.startsWith('assets/')).sort();
      const build = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16);
      const first = names.filter((name) => needed.has(name)).map((name) => `/${name}`);
      const rest = names.filter((name) => !needed.has(name)).map((name) => `/${name}`);
      worker.code = worker.code.replace('__RAMURE_FILES__', JSON.stringify({ build, first, rest }));
    },
  };
}

export default defineConfig({
  plugins: [svelte(), listFiles()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the content policy allows no data: but for images, and files are cached for good
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      checks: { pluginTimings: false },
      input: { index: 'index.html', sw: 'src/worker/service_worker.ts' },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/api': proxied, '/socket': { ...proxied, ws: true } } },
  test: { include: ['src/**/*.test.ts'], environment: 'node', mockReset: true },
});
