// The modules that vite/ makes.

declare module 'virtual:realms' {
  export const tfUrl: string
  export const runnerUrl: string
  export const graderUrl: string
  export const wasmUrl: string
}

declare module 'virtual:catalogue' {
  import type { ExerciseCard } from './core/pack/compiled'
  import type { LearningPath } from './core/practice/paths'
  const entries: readonly {
    readonly card: ExerciseCard
    readonly pageUrl: string
    readonly programUrl: string
  }[]
  export const paths: readonly LearningPath[]
  export default entries
}
