import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const build = process.env['RAMURE_BUILD'] ?? join(root, 'build/release');

export const ramured = join(build, 'bin/ramured');
export const webDist = join(build, 'web-dist');
export const demo = join(root, 'deploy/demo');
export const screenshots = process.env['RAMURE_SCREENSHOTS'] ?? join(root, 'build/screenshots');
