// Judges in processes of their own. A worker thread that asks for all memory takes its whole process with it, which
// resourceLimits does not prevent; so this process only starts others, and tells of one that died what it was at.

import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CaseInfo, CaseResult } from '../../core/verdict'
import { endingOfRunner, foldResults } from '../../judging/ending'
import type { JudgedVerdict } from '../../judging/judge-submission'
import type { SubmissionRequest } from '../../judging/submission'
import { ROOT } from './build-realms'
import type { Said } from './judging-process'

const PROGRAM = fileURLToPath(new URL('./judging-process.ts', import.meta.url))
/** Of what a process wrote before it died, to find its cause in. */
const LAST_WORDS = 4_000

export class JudgingProcesses {
  readonly #all = new Set<ChildProcess>()
  readonly #idle: ChildProcess[] = []

  /** As many at a time as are asked for: the caller bounds them. Rejects when the judge itself fails. */
  async judge(request: SubmissionRequest): Promise<JudgedVerdict> {
    const child = this.#idle.pop() ?? this.#start()
    try {
      return await judgeIn(child, request)
    } finally {
      if (child.connected) this.#idle.push(child)
    }
  }

  close(): void {
    for (const child of this.#all) child.kill('SIGKILL')
  }

  #start(): ChildProcess {
    const child = fork(PROGRAM, {
      ...{ cwd: ROOT, execArgv: ['--import', 'tsx'], serialization: 'advanced' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#all.add(child)
    child.once('exit', () => this.#all.delete(child))
    return child
  }
}

function judgeIn(child: ChildProcess, request: SubmissionRequest): Promise<JudgedVerdict> {
  const startedAt = performance.now()
  const results: CaseResult[] = []
  let plan: readonly CaseInfo[] = []
  let words = ''
  return new Promise((resolve, reject) => {
    const onWords = (chunk: Buffer): void => void (words = (words + String(chunk)).slice(-LAST_WORDS))
    const onMessage = (said: Said): void => {
      if ('plan' in said) plan = said.plan
      if ('result' in said) results.push(said.result)
      if ('verdict' in said) settle(() => resolve(said.verdict))
      if ('error' in said) settle(() => reject(new Error(said.error)))
    }
    // Not "exit": by then its last words may not have come.
    const onClose = (code: number | null, signal: NodeJS.Signals | null): void => {
      const ending = endingOfRunner({ cause: 'crashed', reason: reasonOf(words, code, signal) })
      const milliseconds = performance.now() - startedAt
      const { backend, seed } = request
      const unknown = { contextLost: false, learnerMilliseconds: 0 }
      settle(() =>
        resolve({ ...foldResults(ending, plan, results), backend, seed, milliseconds, ...unknown }),
      )
    }
    const settle = (end: () => void): void => {
      child.stderr!.off('data', onWords)
      child.off('message', onMessage).off('close', onClose)
      end()
    }
    child.stderr!.on('data', onWords)
    child.on('message', onMessage).on('close', onClose)
    child.send(request)
  })
}

function reasonOf(words: string, code: number | null, signal: NodeJS.Signals | null): string {
  if (/out of memory|invalid size/i.test(words)) return 'it asked for more memory than it may have.'
  return signal ? `its process was ended by ${signal}.` : `its process ended with code ${code}.`
}
