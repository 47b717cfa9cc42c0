// Realms for the command line: worker threads that run the same programs as the browser's.
// A worker thread is no sandbox: the command line grades files that you chose to run.

import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { OpenPair } from '../../judging/realm-pair'
import { type Carrier, type Port, Realm } from '../../judging/realm'
import type { GraderDoor } from '../../protocol/grader'
import type { RunnerDoor } from '../../protocol/runner'
import { buildRealm, type RealmProgram } from './build-realms'

/**
 * Gives a worker thread the few names that a browser's worker has and the programs use, and runs its program. Without a
 * code cache it hands one back, so that the next realms of the same program need not compile it.
 */
const LOADER = `
const { Script } = require('node:vm')
const { parentPort, workerData } = require('node:worker_threads')
globalThis.require = require
globalThis.self = globalThis
globalThis.addEventListener = (type, listener) => {
  if (type === 'message') parentPort.once('message', ({ ports }) => listener({ ports }))
  else process.on(type === 'error' ? 'uncaughtException' : 'unhandledRejection', (thrown) =>
    listener({ error: thrown, reason: thrown, preventDefault() {} }))
}
const script = new Script(workerData.text, { filename: 'realm.js', cachedData: workerData.cache })
script.runInThisContext()
if (!workerData.cache) parentPort.postMessage(script.createCachedData())
`

interface Program {
  readonly text: string
  cache?: Uint8Array
}

export function createNodePairs(): OpenPair {
  const tf = buildRealm('tf')
  const program = async (name: RealmProgram): Promise<Program> => ({
    text: (await Promise.all([tf, buildRealm(name)])).join('\n'),
  })
  const programs = Promise.all([program('runner'), program('grader')])
  return async () => {
    const [runner, grader] = await programs
    const { port1, port2 } = new MessageChannel()
    return {
      runner: new Realm<RunnerDoor>(carry(runner, port1)),
      grader: new Realm<GraderDoor>(carry(grader, port2)),
    }
  }
}

function carry(program: Program, peer: MessagePort): Carrier {
  const worker = new Worker(LOADER, { eval: true, workerData: program, stdout: true, stderr: true })
  worker.once('message', (cache: Uint8Array) => (program.cache ??= cache))
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
