/** 168 rows of 240 grey values, one byte each. */
declare const pixels: Uint8Array<ArrayBuffer>
export default pixels
