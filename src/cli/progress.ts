// How far a check has come, on standard error: a bar on a terminal, else a line for each group that is done.

import yoctoSpinner from 'yocto-spinner'

export interface Progress {
  /** Announces the steps of a group, e.g. "vision/image-convolution · cpu · accepted". */
  expect(group: string, steps: number): void
  /** One step of the group is over. */
  step(group: string, isGood: boolean): void
  end(): void
}

/** What of a stream is needed: a terminal is redrawn, anything else is written to line by line. */
export type Output = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean }

const BAR_WIDTH = 24

export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? createBar(stream) : createLines(stream)
}

function createBar(stream: NodeJS.WriteStream): Progress {
  const spinner = yoctoSpinner({ stream })
  let [done, all] = [0, 0]
  return {
    expect: (_, steps) => {
      all += steps
    },
    step: (group) => {
      done++
      spinner.text = `${barOf(done, all)} ${done} of ${all}  ${group}`
      if (!spinner.isSpinning) spinner.start()
    },
    end: () => void spinner.stop(),
  }
}

export function barOf(done: number, all: number): string {
  const filled = all === 0 ? 0 : Math.floor((BAR_WIDTH * done) / all)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`
}

export function createLines(stream: Output): Progress {
  const groups = new Map<string, { steps: number; done: number; good: number }>()
  return {
    expect: (group, steps) => {
      groups.set(group, { steps: steps + (groups.get(group)?.steps ?? 0), done: 0, good: 0 })
    },
    step: (group, isGood) => {
      const tally = groups.get(group)
      if (!tally) return
      tally.done++
      if (isGood) tally.good++
      const { steps, done, good } = tally
      if (done === steps) stream.write(`${group}: ${good} of ${steps}\n`)
    },
    end: () => {},
  }
}
