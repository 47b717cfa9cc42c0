// What a run says beside its verdict: pictures and going through them again, the console, the learner's own picture.

import type { View } from '../../../core/views'
import { Output } from '../../../session/output.svelte'
import type { Camera, OwnPicture as Own } from '../../../session/own-picture.svelte'
import { RunPictures } from '../../../session/run-pictures.svelte'
import OutputPane from '../../parts/OutputPane.svelte'
import CameraView from '../../parts/picture/CameraView.svelte'
import OwnPicture from '../../parts/picture/OwnPicture.svelte'
import Pictures from '../../parts/Pictures.svelte'
import ReplayBar from '../../parts/ReplayBar.svelte'
import RunHeader from '../../parts/RunHeader.svelte'
import { LONG, nothing, type Specimen, statesOf, UNBROKEN, words } from '../specimen'
import { ownPictureOf, sessionOf } from '../stage'

const loss = (epoch: number, step?: string): View => ({
  ...{ kind: 'line', id: 'loss', title: 'Loss', xLabel: 'epoch', yLabel: 'cross-entropy' },
  series: [
    {
      name: 'training',
      x: Float32Array.from({ length: epoch }, (_, i) => i + 1),
      y: Float32Array.from({ length: epoch }, (_, i) => 1 / (i + 1)),
    },
  ],
  ...(step ? { step } : {}),
})
const table: View = {
  ...{ kind: 'table', id: 'late', title: 'Nearest neighbours', columns: ['word', 'similarity'] },
  rows: [
    ['cat', 0.91],
    ['dog', 0.4],
  ],
}
const byEpoch = [1, 2, 3, 4, 5].map((epoch) => loss(epoch, `epoch ${epoch}`))

/** The pictures of a run that is over, at one of its frames. */
function over(views: readonly View[], at?: number) {
  const pictures = new RunPictures()
  for (const view of views) pictures.add(view)
  pictures.end()
  if (at !== undefined) pictures.replay!.goTo(at)
  return { views: pictures.views, replay: pictures.replay! }
}
const replayOf = (step: string) => ({ replay: over([loss(1, step), loss(2, step)]).replay })

function outputOf(views: readonly View[], lines: readonly string[]): Output {
  const output = new Output()
  const { onView, onLogs } = output.watcher(() => true)
  for (const view of views) onView?.(view)
  onLogs?.(lines.map((text, i) => ({ level: 'log', text, line: i + 1 })))
  return output
}

const read = (width: number, height: number) => ({
  ...{ width: 4 * width, height: 4 * height },
  picture: { width, height, pixels: new Uint8Array(width * height * 3).fill(140) },
})
const refused = 'It is no picture that this browser can read. Choose a JPEG, PNG, WebP or GIF.'
async function held(name: string, width = 120, height = 80): Promise<Own> {
  const own = ownPictureOf({ readPicture: async () => ({ ok: true, value: read(width, height) }) })
  await own.takeFile(new File([], name))
  return own
}
/** One that does what is asked of it, whenever that ends. */
function doing(ask: (own: Own) => unknown, own = ownPictureOf()): Own {
  void ask(own)
  return own
}
const aCamera = (): Camera => ({
  video: document.createElement('video'),
  take: () => ({ ok: false, error: '' }),
  close: nothing,
})
const looking = ownPictureOf({ openCamera: async () => ({ ok: true, value: aCamera() }) })
await looking.openCamera()
const denied = ownPictureOf({ openCamera: async () => ({ ok: false, error: `${LONG}.` }) })
await denied.openCamera()
const unread = ownPictureOf({ readPicture: async () => ({ ok: false, error: refused }) })
await unread.takeFile(new File([], `${UNBROKEN}.txt`))

const session = await sessionOf({ page: { picture: true } })
const picture = (own: Own) => ({ session, own })

export const runs: Specimen[] = [
  ...statesOf('Pictures', Pictures, {
    'as they come': { views: [loss(9), table], replay: null },
    'over, at the end': over([...byEpoch, table]),
    'over, before one is there': over([...byEpoch, table], 0),
  }),
  ...statesOf('ReplayBar', ReplayBar, {
    'at the end': { replay: over(byEpoch).replay },
    'at the beginning': { replay: over(byEpoch, 0).replay },
    'long words': replayOf(LONG),
    'an unbroken word': replayOf(UNBROKEN),
  }),
  ...statesOf('OutputPane', OutputPane, {
    'lines alone': { output: outputOf([], ['hello', LONG]), ongoline: nothing },
    'pictures and lines': { output: outputOf([loss(9)], ['hello', UNBROKEN]), ongoline: nothing },
  }),
  ...statesOf('OwnPicture', OwnPicture, {
    none: picture(ownPictureOf()),
    held: picture(await held('street.png')),
    'held, tall, with a long name': picture(await held(`${UNBROKEN}.jpeg`, 40, 160)),
    'held, a line of pixels': picture(await held('line.png', 256, 1)),
    reading: picture(doing((own) => own.takeFile(new File([], `${UNBROKEN}.jpeg`)))),
    'waiting for the camera': picture(doing((own) => own.openCamera())),
    looking: picture(looking),
    'no camera': picture(denied),
    refused: picture(unread),
  }),
  ...statesOf('CameraView', CameraView, {
    looking: () => ({ camera: aCamera(), ontake: nothing, onclose: nothing }),
  }),
  ...statesOf('RunHeader', RunHeader, {
    plain: { words: { text: 'Running …', tone: 'plain' } },
    passed: { words: { text: 'Passed: all 8 cases', tone: 'pass' }, facts: words('cpu') },
    failed: { words: { text: LONG, tone: 'fail' }, facts: words(`cpu ${LONG}`) },
    warned: { words: { text: 'Stopped', tone: 'warn' }, facts: words('webgl') },
  }),
]
