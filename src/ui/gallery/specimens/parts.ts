// Small parts: buttons, banners, tabs, notes, verdicts, the console.

import type { CaseResult, Verdict } from '../../../core/verdict'
import type { Offline } from '../../../session/offline.svelte'
import type { Phase } from '../../../session/phase'
import type { StalePage } from '../../../session/stale-page.svelte'
import Banner from '../../parts/Banner.svelte'
import Button from '../../parts/Button.svelte'
import CaseRow from '../../parts/CaseRow.svelte'
import CommandPalette from '../../parts/CommandPalette.svelte'
import ConsoleLog from '../../parts/ConsoleLog.svelte'
import Difficulty from '../../parts/Difficulty.svelte'
import KeptBanner from '../../parts/KeptBanner.svelte'
import OfflineStatus from '../../parts/OfflineStatus.svelte'
import PageMessage from '../../parts/PageMessage.svelte'
import ProblemNote from '../../parts/ProblemNote.svelte'
import ProgressBar from '../../parts/ProgressBar.svelte'
import Prose from '../../parts/Prose.svelte'
import SampleVerdict from '../../parts/SampleVerdict.svelte'
import Shown from '../../parts/Shown.svelte'
import Statement from '../../parts/Statement.svelte'
import TopBar from '../../parts/TopBar.svelte'
import VerdictPanel from '../../parts/VerdictPanel.svelte'
import VersionNotice from '../../parts/VersionNotice.svelte'
import { LONG, nothing, type Specimen, statesOf, UNBROKEN, words } from '../specimen'
import { aPage, settings } from '../stage'

const info = { kind: 'example', category: 'correctness', weight: 1, milliseconds: 4 } as const
const result = (outcome: CaseResult['outcome'], title = 'Two numbers, by hand'): CaseResult => ({
  ...info,
  ...{ title, outcome },
})
const shown = {
  inputs: [{ name: 'x', value: `float32 [2, 3]\n[[1, 2, 3],\n [4, 5, ${UNBROKEN}]]` }],
  ...{ expected: '[0.09, 0.24, 0.67]', got: '[1, 2, 3]' },
}
const failure = {
  ...{ message: '6 of 6 values are wrong, the first at [0, 0].', diagnosis: 'Every value is off by √3.' },
  ...{ detail: `expected 0.09, got ${UNBROKEN}`, hint: 'By which length are the scores divided?' },
}
const failed = result({ status: 'fail', failure }, 'Scores of 1000')
const threw = {
  kind: 'threw',
  message: `TypeError: ${LONG}`,
  line: 12,
  remedy: 'Look at its shape.',
} as const
const cases = [
  result({ status: 'pass' }),
  failed,
  { ...result({ status: 'error', problem: threw }, LONG), shown },
  result({ status: 'infra', reason: 'The backend was lost.' }, 'Not judged'),
  result({ status: 'not-run', reason: 'An earlier case ended the run.' }, UNBROKEN),
]
const verdict = (part: Partial<Verdict>): Verdict => ({
  ...{ outcome: 'failed', cases, problems: [], backend: 'cpu', seed: 2718, milliseconds: 84 },
  ...part,
})
const done = (part: Partial<Verdict>): Phase => ({ kind: 'done', deed: 'submit', verdict: verdict(part) })
const working: Phase = {
  ...{ kind: 'working', id: 1, deed: 'submit', startedAt: 0, progress: 0.4, results: cases.slice(0, 2) },
  plan: cases.map(({ title, kind, category, weight }) => ({ title, kind, category, weight })),
}
const syntax = { kind: 'syntax', message: "'}' expected.", line: 3, column: 1 } as const

const offline = (state: Offline['state']) => ({
  offline: { state, isUnsaved: false } as Partial<Offline> as Offline,
})
const stale = (state: StalePage['state']) => ({ stale: { state } as Partial<StalePage> as StalePage })

const prose = [
  `<h2>A heading</h2><p>${LONG}, with <code>code</code> and <code>${UNBROKEN}</code>.</p>`,
  `<ul><li>one</li><li>${LONG}</li></ul><pre tabindex="0"><code>const x = tf.tensor([1, 2, 3]) // ${LONG}</code></pre>`,
  '<div class="table-scroll" tabindex="0" role="group" aria-label="Shapes"><table><thead><tr><th>input</th><th>shape</th></tr></thead>',
  '<tbody><tr><td><code>tf.Tensor2D</code></td><td>[n, d]</td></tr></tbody></table></div>',
].join('')

export const parts: Specimen[] = [
  ...statesOf('Banner', Banner, {
    plain: { children: words('Nothing outlives this page: the browser keeps no data.') },
    'to be closed, long': { children: words(`${LONG}. ${LONG}.`), onclose: nothing },
  }),
  ...statesOf('Button', Button, {
    plain: { children: words('Run'), onclick: nothing, keys: 'Ctrl+Enter' },
    primary: { children: words('Submit'), onclick: nothing, kind: 'primary', keys: 'Ctrl+Shift+Enter' },
    quiet: { children: words('Stop'), onclick: nothing, kind: 'quiet' },
    disabled: { children: words('Run'), onclick: nothing, disabled: true },
    'quiet, disabled': { children: words('Stop'), onclick: nothing, kind: 'quiet', disabled: true },
  }),
  ...statesOf(
    'CaseRow',
    CaseRow,
    {
      passed: { result: cases[0]!, open: false },
      failed: { result: failed, open: true, onagain: nothing },
      'threw, long': {
        result: cases[2]!,
        open: true,
        ongoline: nothing,
        onagain: nothing,
        onscratch: nothing,
      },
      'too large for the scratch area': {
        result: { ...failed, shown: { ...shown, call: { name: 'f', args: 'too-large' } } },
        ...{ open: true, onagain: nothing, onscratch: nothing },
      },
      'not judged': { result: cases[3]!, open: true },
      'not run': { result: cases[4]!, open: true },
    },
    { within: 'ol' },
  ),
  ...statesOf(
    'CommandPalette',
    CommandPalette,
    {
      open: {
        commands: [
          { name: 'Run the examples', keys: 'Ctrl+Enter', run: nothing },
          { name: 'Stop', isOff: true, run: nothing },
          { name: LONG, keys: 'Ctrl+Shift+Enter', run: nothing },
        ],
        onclose: nothing,
      },
    },
    { isAlone: true },
  ),
  ...statesOf('ConsoleLog', ConsoleLog, {
    'every level': {
      lines: (['log', 'info', 'warn', 'error'] as const).map((level, line) => ({
        level,
        text: LONG,
        line: line + 1,
      })),
      ...{ cut: false, ongoline: nothing },
    },
    'many, cut': {
      lines: Array.from({ length: 700 }, (_, i) => ({ level: 'log' as const, text: `${i} ${UNBROKEN}` })),
      ...{ cut: true, ongoline: nothing },
    },
  }),
  ...statesOf('Difficulty', Difficulty, { easiest: { level: 1 }, hardest: { level: 5 } }),
  ...statesOf('KeptBanner', KeptBanner, {
    long: { kept: 'x', fileName: 'draft.txt', onclose: nothing, children: words(`${LONG}.`) },
  }),
  ...statesOf('OfflineStatus', OfflineStatus, {
    asking: offline({ kind: 'asking', bytes: 16_000_000 }),
    downloading: offline({ kind: 'downloading', done: 7_000_000, total: 16_000_000 }),
    ready: offline({ kind: 'ready' }),
    unavailable: offline({ kind: 'unavailable' }),
  }),
  ...statesOf('PageMessage', PageMessage, {
    plain: { title: 'This exercise did not open', children: words('The network did not answer.') },
    long: { title: `There is no exercise "${UNBROKEN}"`, children: words(`${LONG} ${UNBROKEN}`) },
  }),
  ...statesOf('ProblemNote', ProblemNote, {
    'with a way to its line': { problem: threw, ongoline: nothing },
    'without a line': { problem: { kind: 'timeout', message: `${LONG} ${UNBROKEN}` } },
  }),
  ...statesOf('ProgressBar', ProgressBar, {
    'some of it done': { working: 1, fraction: 0.4, label: 'Judging' },
    'nobody can tell': { working: 1, fraction: null, label: 'Running' },
  }),
  ...statesOf('Prose', Prose, { everything: { html: prose } }),
  ...statesOf('SampleVerdict', SampleVerdict, { shown: {} }),
  ...statesOf('Shown', Shown, {
    'an example': { shown, counterexample: false },
    'a counterexample': { shown: { inputs: shown.inputs }, counterexample: true },
  }),
  ...statesOf('Statement', Statement, {
    plain: { page: aPage() },
    'a variation': { page: aPage({ variationOf: 'gallery/attention' }) },
    long: { page: aPage({ title: LONG, statement: prose, topics: ['llm', 'vision'] }) },
  }),
  ...statesOf('TopBar', TopBar, {
    home: { route: { page: 'home' }, settings },
    rehearsals: { route: { page: 'rehearsals' }, settings },
    'an exercise, long': { route: { page: 'exercise', id: 'a/b' }, settings, title: LONG },
  }),
  ...statesOf('VerdictPanel', VerdictPanel, {
    idle: { phase: { kind: 'idle' } },
    working: { phase: working },
    failed: {
      ...{ phase: done({}), ongoline: nothing, oncopy: nothing },
      ...{ onagain: nothing, onrepeat: nothing, onscratch: nothing },
    },
    passed: { phase: done({ outcome: 'passed', cases: [cases[0]!] }) },
    invalid: { phase: done({ outcome: 'invalid', cases: [], problems: [syntax, threw] }), ongoline: nothing },
    infra: { phase: done({ outcome: 'infra', reason: LONG, backendNote: 'webgl is not available here.' }) },
    broken: { phase: { kind: 'broken', deed: 'run', message: `The compiler could not be loaded. ${LONG}` } },
  }),
  ...statesOf('VersionNotice', VersionNotice, {
    'a new version': { ...offline({ kind: 'update-ready' }), ...stale('none') },
    reloaded: { ...offline({ kind: 'none' }), ...stale('reloaded') },
    'still missing': { ...offline({ kind: 'none' }), ...stale('still-missing') },
  }),
]
