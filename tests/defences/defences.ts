// Each defence, how it is taken away, and the attack that then comes through.

export interface Defence {
  /** What is taken away, as docs/security.md calls it. */
  readonly without: string
  readonly file: string
  readonly from: string
  readonly to: string
  /** The test's file under tests, and a part of its name. */
  readonly attack: readonly [file: string, name: string]
  /** Where the test is one of several by how the browser was launched, another than the first. */
  readonly among?: string
}

/** A line of the app's policy that lets everything through. */
const line = (name: string, from: string, to: string, attack: string): Defence => ({
  without: `\`${name}\` in the app`,
  file: 'vite/security.ts',
  from,
  to,
  attack: ['attacks/policy', attack],
})

const LINES: readonly Defence[] = [
  line('default-src', `= [\n  "default-src 'none'"`, `= [\n  'default-src *'`, 'default-src: a film'),
  line(
    'script-src',
    `"script-src 'self'"`,
    `"script-src * 'unsafe-inline'"`,
    'script-src: a script of another',
  ),
  line('worker-src', `"worker-src 'self'"`, `'worker-src * blob:'`, 'worker-src: a worker'),
  line('connect-src', `"connect-src 'self'"`, `'connect-src *'`, 'connect-src: fetch'),
  line('style-src', `"style-src 'self'`, `"style-src *`, 'style-src: a style sheet'),
  line('img-src', `"img-src 'self' data: blob:"`, `'img-src * data: blob:'`, 'img-src: a picture'),
  line('font-src', `"font-src 'self'"`, `'font-src *'`, 'font-src: a font'),
  line('base-uri', `"base-uri 'none'",\n  "form-action`, `"form-action`, 'in the app.*base-uri'),
  line('form-action', `"form-action 'none'"`, `'form-action *'`, 'form-action: a form'),
]

export const DEFENCES: readonly Defence[] = [
  {
    without: "the frame's `sandbox` flags",
    file: 'src/client/sandbox.ts',
    from: "frame.setAttribute('sandbox', sandbox)",
    to: "frame.setAttribute('sandbox', `${sandbox} allow-same-origin`)",
    attack: ['attacks/frame', 'framed by the app, its document holds the broker alone'],
  },
  {
    without: "the kept frame's flags, set back once it is loaded",
    file: 'src/client/sandbox.ts',
    from: "  frame.setAttribute('sandbox', 'allow-scripts')\n",
    to: '',
    attack: ['attacks/frame', 'framed by the app, its document holds the broker alone'],
    among: 'sandboxes kept for offline use',
  },
  {
    without: 'the header `sandbox` on sandbox.html',
    file: 'vite/security.ts',
    from: '; sandbox allow-scripts; frame-ancestors',
    to: '; frame-ancestors',
    attack: ['attacks/frame', 'opened by itself, the sandbox is of no origin'],
  },
  {
    without: 'the headers that the service worker sends with sandbox.html',
    file: 'workers/offline/main.ts',
    from: ', ...sandboxHeaders }',
    to: ' }',
    attack: ['attacks/frame', 'a sandbox is of no origin all the same'],
    among: 'kept from a host that sends no headers',
  },
  {
    without: "`frame-ancestors 'self'` on sandbox.html",
    file: 'vite/security.ts',
    from: "; sandbox allow-scripts; frame-ancestors 'self'",
    to: '; sandbox allow-scripts',
    attack: ['attacks/frame', 'framed by a page of another origin'],
  },
  {
    without: "the broker's check of its origin",
    file: 'sandbox.html',
    from: "self.origin === 'null' && parent !== self",
    to: 'parent !== self',
    attack: ['attacks/frame', 'framed by another site, on a host that sends no headers'],
  },
  {
    without: "`connect-src 'none'` in the sandbox",
    file: 'vite/security.ts',
    from: `"connect-src 'none'"`,
    to: "'connect-src *'",
    attack: ['attacks/network', 'a learner finds every way out refused'],
  },
  {
    without: "`default-src 'none'` in the sandbox",
    file: 'vite/security.ts',
    from: `return [\n    "default-src 'none'"`,
    to: `return [\n    'default-src *'`,
    attack: ['attacks/policy', 'in the sandbox.*default-src'],
  },
  {
    without: "`base-uri 'none'` in the sandbox",
    file: 'vite/security.ts',
    from: `\n    "base-uri 'none'",`,
    to: '',
    attack: ['attacks/policy', 'in the sandbox.*base-uri'],
  },
  {
    without: '`script-src` of blobs alone in the sandbox',
    file: 'vite/security.ts',
    from: "'unsafe-eval' blob:`",
    to: "'unsafe-eval' blob: *`",
    attack: ['attacks/network', 'a learner finds every way out refused'],
  },
  {
    without: "the broker's hash in `script-src`",
    file: 'vite/security.ts',
    from: "'sha256-${hashOf(brokerOf(html))}'",
    to: "'unsafe-inline'",
    attack: ['attacks/frame', 'framed by the app, its document holds the broker alone'],
  },
  {
    without: '`camera=()` on sandbox.html',
    file: 'vite/security.ts',
    from: "${isSandbox ? '' : 'self'}",
    to: 'self',
    attack: ['attacks/policy', 'in the sandbox.*camera'],
  },
  {
    without: "`frame-src 'self'` in the app",
    file: 'vite/security.ts',
    from: `"frame-src 'self'"`,
    to: "'frame-src *'",
    attack: ['attacks/frame', 'a sandbox that is sent elsewhere'],
  },
  {
    without: 'the doors that keep their ports to themselves',
    file: 'workers/shared/private-door.ts',
    from: 'return Object.freeze(door)',
    to: 'void door; return port as unknown as Endpoint',
    attack: ['attacks/forgery', 'a learner that patches all that its messages pass through'],
  },
  {
    without: 'the cap on messages',
    file: 'src/protocol/caps.ts',
    from: 'messages: 20_000',
    to: 'messages: 20_000_000',
    attack: ['attacks/exhaustion', 'a million messages to the page'],
  },
  {
    without: 'the cap on logs',
    file: 'src/judging/learner-side.ts',
    from: 'if (this.#logBytes > 2 * CAPS.logBytes)',
    to: 'if (false as boolean)',
    attack: ['attacks/exhaustion', 'logs past its own cap, posted by hand'],
  },
  {
    without: 'the deadline',
    file: 'src/judging/learner-side.ts',
    from: "this.#around.end({ kind: 'problem', problem: { kind: 'timeout', message, remedy } })",
    to: 'void [message, remedy]',
    attack: ['attacks/exhaustion', 'an endless loop'],
  },
  {
    without: 'the schema of events',
    file: 'src/judging/realm.ts',
    from: 'if (parsed.success) listener(parsed.output)',
    to: 'listener((parsed.success ? parsed.output : data) as never)',
    attack: ['attacks/pack', 'events that a pack makes up are dropped'],
  },
  {
    without: 'the schema of a reply',
    file: 'workers/grader/learner.ts',
    from: "if (!parsed.success) throw malformed('Its answer is not of the agreed form.')",
    to: '',
    attack: ['attacks/forgery', 'a claim is wrong, and its author is named'],
  },
  {
    without: 'the ids of runs',
    file: 'src/session/exercise-session.svelte.ts',
    from: "phase.kind === 'working' && phase.id === id)",
    to: "phase.kind === 'working')",
    attack: ['session/exercise-session', 'that is over is not heard any more'],
  },
  ...LINES,
  {
    without: 'the seal on the tests',
    file: 'src/cli/pack/compile-exercise.ts',
    from: 'sealed: seal(tests.code, id)',
    to: 'sealed: tests.code',
    attack: ['attacks/secrets', 'the files that a browser downloads carry no line'],
  },
]
