import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// `npm run dev -- --port 5173` with RAMURE_SERVER=http://127.0.0.1:8080 works on a running server. The Origin is
// rewritten because the server takes a cookie from its own pages only.
const server = process.env['RAMURE_SERVER'] ?? 'http://127.0.0.1:8080';
const proxied = { target: server, changeOrigin: true, headers: { Origin: server } };

/**
 * Tells the service worker which files there are: those that the first page needs, and all others. Last of all, since a chunk
 * that only loads others is left out at the very end: one name too many, and the worker is never installed.
 */
function listFiles(): Plugin {
  return {
    name: 'ramure-list-files',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle['sw.js'];
        const page = bundle['index.html'];
        if (worker?.type !== 'chunk') return this.error('there is no service worker');
        if (page?.type !== 'asset') return this.error('there is no page');
        const needed = new Set<string>();
        const need = (name: string) => {
          const chunk = bundle[name];
          if (needed.has(name) || !chunk) return;
          needed.add(name);
          if (chunk.type !== 'chunk') return;
          chunk.imports.forEach(need);
          chunk.viteMetadata?.importedCss.forEach(need);
        };
        for (const [, name] of String(page.source).matchAll(/"\/(assets\/[^"]+)"/g)) need(name!);
        const names = Object.keys(bundle).filter((name) => name.startsWith('assets/')).sort();
        const build = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16);
        const first = names.filter((name) => needed.has(name)).map((name) => `/${name}`);
        const rest = names.filter((name) => !needed.has(name)).map((name) => `/${name}`);
        if (!first.some((name) => name.endsWith('.js'))) return this.error('the page loads nothing');
        worker.code = worker.code.replace('__RAMURE_FILES__', JSON.stringify({ build, first, rest }));
      },
    },
  };
}

/**
 * The schema as the text that it mostly is: the generated code has it in base64, in which a name that comes a hundred times
 * never looks the same, so that compression finds nothing. Some 4 kB of what every first visit loads.
 */
function plainSchema(): Plugin {
  const quoted = (base64: string) => JSON.stringify(Buffer.from(base64, 'base64').toString('latin1'));
  return {
    name: 'ramure-plain-schema',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/protocol/gen/')) return null;
      return { code: code.replace(/fileDesc\("([A-Za-z0-9+/=]+)"/, (_, base64: string) => `fileDesc(btoa(${quoted(base64)})`), map: null };
    },
  };
}

/**
 * Enums of the schema's own language that nobody asks for, left out: they come written so that no bundler dares to. Some
 * 1.5 kB of every first visit.
 */
function leanEnums(): Plugin {
  const written = /^export var (\w+);\s*(?:\/\*(?:[^*]|\*(?!\/))*\*\/\s*)?\(function \(\1\) \{$([^]*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gm;
  return {
    name: 'ramure-lean-enums',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/descriptor_pb.js')) return null;
      return { code: code.replace(written, 'export const $1 = /*@__PURE__*/ (function ($1) {$2  return $1;\n})({});'), map: null };
    },
  };
}

/** As the server does (server/net/web_files.cpp): a phone in the workshop gets a page of its own. */
function phonePage(): Plugin {
  return {
    name: 'ramure-phone-page',
    configureServer({ middlewares }) {
      middlewares.use((request, _, next) => {
        if (request.url?.startsWith('/atelier/')) request.url = '/atelier.html';
        next();
      });
    },
  };
}

export default defineConfig({
  plugins: [plainSchema(), leanEnums(), svelte(), listFiles(), phonePage()],
  // markdown-it asks these two for one thing each, and a browser knows what &eacute; is, and how « été.fr » is asked for: the
  // tables of the first are a quarter of what reading needs. CodeMirror's styles go where the content policy lets them.
  resolve: {
    alias: [
      { find: 'entities', replacement: fileURLToPath(new URL('src/text/entities.ts', import.meta.url)) },
      { find: 'punycode.js', replacement: fileURLToPath(new URL('src/text/host_names.ts', import.meta.url)) },
      { find: /^style-mod$/, replacement: fileURLToPath(new URL('src/writing/editor/adopted_styles.ts', import.meta.url)) },
    ],
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the content policy allows no data: but for images, and files are cached for good
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      checks: { pluginTimings: false },
      input: { index: 'index.html', atelier: 'atelier.html', sw: 'src/worker/service_worker.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // What every page of the client needs is one file: some 6 kB less than twenty small ones, and fewer requests. The keys of
        // commands stand apart, because the phone's page needs them and nothing else of it.
        advancedChunks: {
          groups: [
            { name: 'key', test: /src\/protocol\/key\.ts$/, priority: 1 },
            { name: 'start', test: /src\/main\.ts$/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': proxied, '/pour-chez-nous': proxied, '/desabonnement': proxied, '/socket': { ...proxied, ws: true } } },
  test: { include: ['src/**/*.test.ts'], environment: 'node', mockReset: true },
});
