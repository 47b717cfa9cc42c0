// The desk and what lies on it: the bar of actions, the editor, results, hints, history, solutions.

import { BACKENDS } from '../../../core/verdict'
import type { View } from '../../../core/views'
import type { CodeEditor } from '../../../editor/code-editor'
import type { Manner } from '../../../session/manner'
import Actions from '../../parts/Actions.svelte'
import BackendChoice from '../../parts/BackendChoice.svelte'
import { Desk } from '../../parts/desk.svelte'
import DeskNote from '../../parts/DeskNote.svelte'
import EditorPane from '../../parts/EditorPane.svelte'
import FileTabs from '../../parts/FileTabs.svelte'
import MoreMenu from '../../parts/MoreMenu.svelte'
import OneAtATime from '../../parts/OneAtATime.svelte'
import Panes from '../../parts/Panes.svelte'
import Results from '../../parts/Results.svelte'
import CodeText from '../../parts/study/CodeText.svelte'
import Hints from '../../parts/study/Hints.svelte'
import History from '../../parts/study/History.svelte'
import Question from '../../parts/study/Question.svelte'
import RehearsalNote from '../../parts/study/RehearsalNote.svelte'
import SideBySide from '../../parts/study/SideBySide.svelte'
import Solutions from '../../parts/study/Solutions.svelte'
import StudyPane from '../../parts/study/StudyPane.svelte'
import Tabs from '../../parts/Tabs.svelte'
import Toolbar from '../../parts/Toolbar.svelte'
import { LONG, nothing, type Specimen, statesOf, UNBROKEN, words } from '../specimen'
import { anAttempt, DAY, NOW, sessionOf, settings } from '../stage'

const passed = {
  ...({ outcome: 'passed', problems: [], backend: 'cpu', seed: 7, milliseconds: 40 } as const),
  cases: [
    {
      ...({
        title: 'By hand',
        kind: 'example',
        category: 'correctness',
        weight: 1,
        milliseconds: 4,
      } as const),
      outcome: { status: 'pass' } as const,
    },
  ],
}
const view: View = {
  ...{ kind: 'table', id: 't', title: 'Chances', columns: ['token', 'chance'], rows: [['cat', 0.9]] },
}
const attempts = [
  anAttempt(),
  anAttempt({ uid: 'u1', at: NOW - 3 * DAY, outcome: 'invalid', failed: [] }),
  anAttempt({ uid: 'u2', at: NOW, outcome: 'passed', score: 1, sawSolution: true, failed: [] }),
]

const fresh = await sessionOf()
const busy = await sessionOf({ views: [view, { ...view, id: 'u' }], logs: ['hello', UNBROKEN] })
const pictured = await sessionOf({ page: { picture: true }, verdict: passed, logs: [LONG] })
const solved = await sessionOf({ verdict: passed, attempts, hints: 2, logs: [LONG] })
const rehearsed = await sessionOf({ rehearsal: '0'.repeat(32) })
const tried = await sessionOf({ attempts: attempts.slice(0, 2), hints: 1 })
const changed = await sessionOf()
const manner: Manner = { draft: 'in a rehearsal', isOver: true, send: () => null, settle: nothing }
const over = await sessionOf({ manner })
changed.edit(`// ${LONG}\n${changed.source}`)

const names = [
  'Back to the starter',
  'Format the code',
  'Save to a file',
  'Copy a link to this code',
  'Scratch area',
]
const commands = names.map((name) => ({ name, keys: 'Shift+Alt+F', run: nothing }))
const open = (box: HTMLElement): void => void box.querySelector('details')?.setAttribute('open', '')
const note = (prepare: (desk: Desk) => void) => {
  const desk = new Desk(fresh, 'solution.ts')
  prepare(desk)
  return { desk }
}
/** What tabs lead to. */
function panels(box: HTMLElement): void {
  for (const tab of box.querySelectorAll('[role=tab]')) {
    const panel = box.appendChild(document.createElement('div'))
    Object.assign(panel, { id: tab.getAttribute('aria-controls'), role: 'tabpanel' })
    panel.setAttribute('aria-labelledby', tab.id)
  }
}
const code = Array.from({ length: 8 }, (_, i) => `const line${i} = ${i === 3 ? `'${LONG}'` : i}`).join('\n')
const files = { './harness': code, './data.json': '[1, 2, 3]', [`./${UNBROKEN}`]: code }
const onready = (editor: CodeEditor): void =>
  editor.mark([{ line: 1, message: 'This does not return.', severity: 'error' }])

export const desk: Specimen[] = [
  ...statesOf('Actions', Actions, {
    'nothing written': { session: fresh, settings, commands },
    'code written': { session: changed, settings, commands },
    working: { session: busy, settings, commands },
    'time is up': { session: over, settings, commands },
  }),
  ...statesOf('BackendChoice', BackendChoice, {
    measured: { settings, backends: BACKENDS, measured: 'webgl' },
    one: { settings, backends: ['cpu'], measured: undefined },
  }),
  ...statesOf('Toolbar', Toolbar, {
    plain: {
      ...{ label: 'Your code', commands, settings, backends: BACKENDS, measured: 'cpu', draft: null },
      children: words('Run'),
    },
    unsaved: {
      ...{ label: 'Your code', commands, settings, backends: BACKENDS, measured: 'cpu', draft: 'unsaved' },
      ...{ more: words('Seed'), children: words(LONG) },
    },
  }),
  ...statesOf('MoreMenu', MoreMenu, { closed: { commands, settings } }),
  ...statesOf('MoreMenu', MoreMenu, { open: { commands, settings } }, { prepare: open }),
  ...statesOf('DeskNote', DeskNote, {
    'something put there': note((desk) => (desk.before = { code: '', what: LONG })),
    'a link': note((desk) => (desk.offered = 'code')),
    said: note((desk) => (desk.said = `${UNBROKEN} is too large to be code.`)),
    older: { ...note(nothing), isOlder: true },
  }),
  ...statesOf('EditorPane', EditorPane, {
    'with a mark': { session: fresh, path: 'gallery/solution.ts', files: {}, settings, onready },
  }),
  ...statesOf('Panes', Panes, {
    'side by side': {
      ...{
        settings,
        group: 'gallery',
        direction: 'horizontal',
        sizes: [40, 60] as const,
        firstLabel: 'left',
      },
      ...{ first: words('Left'), second: words(LONG) },
    },
  }),
  ...statesOf('FileTabs', FileTabs, {
    none: { files: {}, own: true, children: words('The editor') },
    own: { files, own: true, children: words('The editor') },
    other: { files, own: false, children: words('The editor') },
  }),
  ...statesOf('OneAtATime', OneAtATime as typeof OneAtATime<string>, {
    three: {
      tab: 'code',
      parts: [
        ['statement', 'Exercise', words('The statement')],
        ['code', 'Code', words(LONG)],
        ['results', 'Results', words('The results')],
      ],
      label: 'Parts of the exercise',
    },
  }),
  ...statesOf('Results', Results, {
    'nothing yet': { session: fresh, ongoline: nothing, oncopy: nothing },
    working: { session: busy, ongoline: nothing, oncopy: nothing },
    passed: { session: solved, ongoline: nothing, oncopy: nothing },
    'with a picture of one’s own': { session: pictured, ongoline: nothing, oncopy: nothing },
  }),
  ...statesOf(
    'Tabs',
    Tabs as typeof Tabs<string>,
    {
      three: {
        tab: 'a',
        tabs: [
          ['a', 'Exercise'],
          ['b', 'Code'],
          ['c', 'Results'],
        ],
        group: 'three',
      },
      'compact, long': {
        tab: 'b',
        tabs: [
          ['a', 'One'],
          ['b', LONG],
          ['c', 'Three'],
        ],
        group: 'long',
        compact: true,
      },
    },
    { prepare: panels },
  ),
  ...statesOf('CodeText', CodeText, { long: { code, label: 'The reference' } }),
  ...statesOf('SideBySide', SideBySide, {
    different: { left: code, right: `${code}\nconst more = 1`, leftName: 'Mine', rightName: 'The reference' },
    alike: { left: code, right: code, leftName: 'Then', rightName: 'Now' },
  }),
  ...statesOf('Hints', Hints, {
    closed: { page: fresh.page, aids: fresh.aids },
    one: { page: tried.page, aids: tried.aids },
    all: { page: solved.page, aids: solved.aids },
    'in a rehearsal that runs': { page: rehearsed.page, aids: rehearsed.aids },
  }),
  ...statesOf('RehearsalNote', RehearsalNote, {
    plain: { rehearsal: '0'.repeat(32), exercise: 'gallery/softmax' },
  }),
  ...statesOf('Question', Question, {
    long: {
      label: 'Sure?',
      no: 'Keep trying',
      yes: 'Yes',
      onno: nothing,
      onyes: nothing,
      children: words(LONG),
    },
  }),
  ...statesOf('History', History, {
    empty: { session: fresh, onuse: nothing },
    many: { session: solved, onuse: nothing },
  }),
  ...statesOf('Solutions', Solutions, {
    closed: { session: tried, onuse: nothing },
    open: { session: solved, onuse: nothing },
    'in a rehearsal that runs': { session: rehearsed, onuse: nothing },
  }),
  ...statesOf('StudyPane', StudyPane, {
    fresh: { session: fresh, onuse: nothing },
    solved: { session: solved, onuse: nothing },
  }),
]
