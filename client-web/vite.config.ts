import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// `npm run dev -- --port 5173` with RAMURE_SERVER=http://127.0.0.1:8080 works on a running server. The Origin is
// rewritten because the server takes a cookie from its own pages only.
const server = process.env['RAMURE_SERVER'] ?? 'http://127.0.0.1:8080';
const proxied = { target: server, changeOrigin: true, headers: { Origin: server } };

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the content policy allows no data: but for images, and files are cached for good
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': proxied, '/socket': { ...proxied, ws: true } } },
  test: { include: ['src/**/*.test.ts'], environment: 'node', mockReset: true },
});
