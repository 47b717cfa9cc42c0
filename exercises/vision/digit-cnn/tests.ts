import { suite } from '@tensorkata/kit'
import { feeding } from './cases-of-feeding'
import { networks } from './cases-of-networks'
import { reading } from './cases-of-reading'
import { training } from './cases-of-training'
import * as harness from './harness'
import * as reference from './solution'

export default suite(reference, harness, (define) => {
  reading(define)
  networks(define)
  feeding(define)
  training(define)
})
