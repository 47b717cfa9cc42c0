// Each defence, how it is taken away, and the attack that then comes through.

export interface Defence {
  /** What is taken away, as docs/security.md calls it. */
  readonly without: string
  readonly file: string
  readonly from: string
  readonly to: string
  /** The attack's file in tests/attacks, and a part of its name. */
  readonly attack: readonly [file: string, name: string]
}

export const DEFENCES: readonly Defence[] = [
  {
    without: "the frame's `sandbox` flags",
    file: 'src/client/sandbox.ts',
    from: "frame.setAttribute('sandbox', 'allow-scripts')",
    to: "frame.setAttribute('sandbox', 'allow-scripts allow-same-origin')",
    attack: ['frame', 'framed by the app, its document holds the broker alone'],
  },
  {
    without: 'the header `sandbox` on sandbox.html',
    file: 'vite/security.ts',
    from: '; sandbox allow-scripts; frame-ancestors',
    to: '; frame-ancestors',
    attack: ['frame', 'opened by itself, the sandbox is of no origin'],
  },
  {
    without: "`frame-ancestors 'self'` on sandbox.html",
    file: 'vite/security.ts',
    from: "; sandbox allow-scripts; frame-ancestors 'self'",
    to: '; sandbox allow-scripts',
    attack: ['frame', 'framed by a page of another origin'],
  },
  {
    without: "the broker's check of its origin",
    file: 'sandbox.html',
    from: "self.origin === 'null' && parent !== self",
    to: 'parent !== self',
    attack: ['frame', 'framed by another site, on a host that sends no headers'],
  },
  {
    without: "`connect-src 'none'` in the sandbox",
    file: 'vite/security.ts',
    from: `"connect-src 'none'"`,
    to: "'connect-src *'",
    attack: ['network', 'a learner finds every way out refused'],
  },
  {
    without: '`script-src` of blobs alone in the sandbox',
    file: 'vite/security.ts',
    from: "'unsafe-eval' blob:`",
    to: "'unsafe-eval' blob: *`",
    attack: ['network', 'a learner finds every way out refused'],
  },
  {
    without: "the broker's hash in `script-src`",
    file: 'vite/security.ts',
    from: "'sha256-${hashOf(brokerOf(html))}'",
    to: "'unsafe-inline'",
    attack: ['frame', 'framed by the app, its document holds the broker alone'],
  },
  {
    without: "`frame-src 'self'` in the app",
    file: 'vite/security.ts',
    from: `"frame-src 'self'"`,
    to: "'frame-src *'",
    attack: ['frame', 'a sandbox that is sent elsewhere'],
  },
  {
    without: 'the doors that keep their ports to themselves',
    file: 'workers/shared/private-door.ts',
    from: 'return Object.freeze(door)',
    to: 'void door; return port as unknown as Endpoint',
    attack: ['forgery', 'a learner that patches all that its messages pass through'],
  },
  {
    without: 'the cap on messages',
    file: 'src/protocol/caps.ts',
    from: 'messages: 20_000',
    to: 'messages: 20_000_000',
    attack: ['exhaustion', 'a million messages to the page'],
  },
  {
    without: 'the cap on logs',
    file: 'src/judging/judge-submission.ts',
    from: 'if (this.#logBytes > 2 * CAPS.logBytes)',
    to: 'if (false as boolean)',
    attack: ['exhaustion', 'logs past its own cap, posted by hand'],
  },
  {
    without: 'the deadline',
    file: 'src/judging/judge-submission.ts',
    from: "this.end({ kind: 'problem', problem: { kind: 'timeout', message, remedy } })",
    to: 'void [message, remedy]',
    attack: ['exhaustion', 'an endless loop'],
  },
  {
    without: 'the schema of events',
    file: 'src/judging/realm.ts',
    from: 'if (parsed.success) listener(parsed.output)',
    to: 'listener((parsed.success ? parsed.output : data) as never)',
    attack: ['pack', 'events that a pack makes up are dropped'],
  },
  {
    without: 'the schema of a reply',
    file: 'workers/grader/learner.ts',
    from: "if (!parsed.success) throw malformed('Its answer is not of the agreed form.')",
    to: '',
    attack: ['forgery', 'a claim is wrong, and its author is named'],
  },
  {
    without: 'the seal on the tests',
    file: 'src/cli/pack/compile-exercise.ts',
    from: 'sealed: seal(tests.code, id)',
    to: 'sealed: tests.code',
    attack: ['secrets', 'the files that a browser downloads carry no line'],
  },
]
