// Where the example stands, in a few words.

import type { Example } from '../../../session/example.svelte'

export function exampleWords({ state, isPaused }: Pick<Example, 'state' | 'isPaused'>): string {
  switch (state.kind) {
    case 'still':
      return 'A network to train. Change it as you like.'
    case 'starting':
      return 'Starting a sandbox for your code …'
    case 'training':
      return isPaused ? 'Paused while it is out of sight' : 'Training …'
    case 'trained':
      return 'Trained. Change a number, and run it again.'
    case 'stopped':
      return 'Stopped'
    case 'failed':
      return state.problems[0]?.line === undefined
        ? 'This does not train yet'
        : `This does not train yet: see line ${state.problems[0].line}`
    case 'broken':
      return 'The sandbox did not start'
  }
}
