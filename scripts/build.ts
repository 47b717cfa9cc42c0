// `npm run build`: the production build, unless it is up to date.

import { buildIfStale } from './build-if-stale'

console.log(`The build is in ${await buildIfStale('app')}`)
