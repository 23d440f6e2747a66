// The demo community, made once for all tests; each server serves a copy of its own. Ran by Playwright before the first.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { demo, ramured } from './paths';

export default function makeDemoTemplate(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'ramure-browser-'));
  execFileSync(ramured, ['--data', join(folder, 'data'), 'community', 'create', '--from', demo,
                         '--demo-sign-ins', join(folder, 'sign-ins.tsv')], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 180_000 });
  process.env['RAMURE_DEMO_TEMPLATE'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
