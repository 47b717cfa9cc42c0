export { twice } from './helper'
