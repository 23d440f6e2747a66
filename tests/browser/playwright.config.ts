// The screens in Debian's Chromium, against the real server that this build made.
//
// RAMURE_BUILD: the build folder with bin/ramured and web-dist/ (default: build/release of this tree).
import { defineConfig } from '@playwright/test';

const chromium = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: process.env['RAMURE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run'],
  },
  viewport: { width: 1280, height: 900 },
  locale: 'fr-FR',
  timezoneId: 'Europe/Paris',
};

export default defineConfig({
  testDir: '.',
  outputDir: '../../build/browser/failed', // of a test that failed: the trace and the last picture
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [['./support/reporter.ts']],
  use: { ...chromium, screenshot: 'only-on-failure', trace: 'retain-on-failure', actionTimeout: 30_000 },
  globalSetup: './support/demo_template.ts',
  projects: [
    { name: 'tests', testMatch: '**/*.test.ts', grepInvert: /@alone/ },
    { name: 'alone', testMatch: '**/*.test.ts', grep: /@alone/, workers: 1 }, // what has a bound in time: nothing beside it
    { name: 'screenshots', testMatch: 'screenshots.ts', timeout: 600_000, use: { trace: 'off' } },
  ],
});
