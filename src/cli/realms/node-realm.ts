// Realms for the command line: worker threads that run the same programs as the browser's.
// A worker thread is no sandbox: the command line grades files that you chose to run.

import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { OpenPair } from '../../judging/realm-pair'
import { type Carrier, type Port, Realm } from '../../judging/realm'
import type { GraderDoor } from '../../protocol/grader'
import type { RunnerDoor } from '../../protocol/runner'
import { buildRealm, type RealmProgram } from './build-realms'

/** Gives a worker thread the few names that a browser's worker has and the programs use. */
const PRELUDE = `
const { parentPort } = require('node:worker_threads')
globalThis.self = globalThis
globalThis.addEventListener = (type, listener) => {
  if (type === 'message') parentPort.once('message', ({ ports }) => listener({ ports }))
  else process.on(type === 'error' ? 'uncaughtException' : 'unhandledRejection', (thrown) =>
    listener({ error: thrown, reason: thrown, preventDefault() {} }))
}
`

export function createNodePairs(): OpenPair {
  const programs = { tf: buildRealm('tf'), runner: buildRealm('runner'), grader: buildRealm('grader') }
  const textOf = async (name: RealmProgram): Promise<string> =>
    [PRELUDE, await programs.tf, await programs[name]].join('\n')
  return async () => {
    const [runner, grader] = await Promise.all([textOf('runner'), textOf('grader')])
    const { port1, port2 } = new MessageChannel()
    return {
      runner: new Realm<RunnerDoor>(carry(runner, port1)),
      grader: new Realm<GraderDoor>(carry(grader, port2)),
    }
  }
}

function carry(program: string, peer: MessagePort): Carrier {
  const worker = new Worker(program, { eval: true, stdout: true, stderr: true })
  const door = new MessageChannel()
  const ports = [door.port2, peer]
  worker.postMessage({ ports }, ports)
  return {
    door: door.port1 as unknown as Port,
    end: () => void worker.terminate(),
    onFailure: (report) => {
      worker.once('error', (error: Error) => report(error.message))
      worker.once('exit', (code) => report(`It exited with code ${code}.`))
    },
  }
}
