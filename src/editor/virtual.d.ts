// What the build makes out of thin air for this room.
declare module 'virtual:tfjs-types' {
  /** The address of the text of `@tensorflow/tfjs/index.d.ts`. */
  const url: string
  export default url
}
