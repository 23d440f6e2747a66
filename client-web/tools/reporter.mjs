// What vitest finds, in the lines of GoogleTest, which tests/run counts and shows.
export default class GoogleTestReporter {
  onTestRunStart() {
    console.log('[==========]');
  }

  onTestCaseReady(test) {
    if (test.mode !== 'skip') console.log(`[ RUN      ] ${nameOf(test)}`);
  }

  onTestCaseResult(test) {
    const { state, errors } = test.result();
    for (const { message, stack } of errors ?? []) console.log(stack ?? message);
    const mark = { passed: '[       OK ]', skipped: '[  SKIPPED ]' }[state] ?? '[  FAILED  ]';
    console.log(`${mark} ${nameOf(test)} (${Math.round(test.diagnostic()?.duration ?? 0)} ms)`);
  }

  // What went wrong outside of any test: a file that does not load, a promise that nobody waited for.
  onTestRunEnd(modules, unhandled) {
    for (const module of modules) {
      for (const { message, stack } of module.errors()) this.fail(module.relativeModuleId, stack ?? message);
    }
    for (const { message, stack } of unhandled) this.fail('outside of a test', stack ?? message);
  }

  fail(name, text) {
    console.log(`[ RUN      ] ${name}\n${text}\n[  FAILED  ] ${name} (0 ms)`);
  }
}

function nameOf(test) {
  return `${test.module.relativeModuleId}: ${test.fullName}`;
}
