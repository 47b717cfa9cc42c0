// One exercise of an imported pack, as it is kept. A file of its own: its schema is loaded with the first of them.

import * as v from 'valibot'
import { PackedPage, PackedProgram } from '../core/pack/archive'

export const InstalledExercise = v.object({ page: PackedPage, program: PackedProgram })
export type InstalledExercise = v.InferOutput<typeof InstalledExercise>
