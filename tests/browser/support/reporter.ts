// What Playwright finds, in the lines of GoogleTest, which tests/run counts and shows.
import type { FullResult, Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';

export default class GoogleTestReporter implements Reporter {
  onBegin(): void {
    console.log('[==========]');
  }

  // All lines of a test at once: several run side by side.
  onTestEnd(test: TestCase, result: TestResult): void {
    const name = test.titlePath().filter((part) => part !== '').slice(1).join(' › ');
    const mark = { passed: '[       OK ]', skipped: '[  SKIPPED ]' }[result.status as string] ?? '[  FAILED  ]';
    console.log(`[ RUN      ] ${name}`);
    for (const note of test.annotations) console.log(`    ${note.type}: ${note.description ?? ''}`);
    for (const error of result.errors) console.log(textOf(error));
    console.log(`${mark} ${name} (${Math.round(result.duration)} ms)`);
  }

  // Outside of any test: a file that does not load, a demo that cannot be made.
  onError(error: TestError): void {
    console.log(`[ RUN      ] outside of a test\n${textOf(error)}\n[  FAILED  ] outside of a test (0 ms)`);
  }

  onEnd(result: FullResult): void {
    console.log(`[==========] ${result.status}`);
  }

  printsToStdio(): boolean {
    return true;
  }
}

function textOf(error: TestError): string {
  return (error.stack ?? error.message ?? String(error.value)).replaceAll(/\u001b\[[0-9;]*m/g, '');
}
