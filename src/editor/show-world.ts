// What a program of one's own may import to draw: the types of "@tensorkata/show", for the editor.

const DECLARATIONS = `
interface Common {
  /** A later view of the same id takes this one's place. */
  id: string;
  title: string;
  /** One line under the picture. */
  note?: string;
}
export interface Line extends Common {
  kind: 'line';
  xLabel?: string;
  yLabel?: string;
  /** One to eight. x and y have one length. */
  series: { name: string; x: Float32Array; y: Float32Array }[];
}
/** Points of two features, coloured by class. */
export interface Points { x: Float32Array; y: Float32Array; label: Int32Array }
export interface Boundary extends Common {
  kind: 'boundary';
  xLabel?: string;
  yLabel?: string;
  xRange: [number, number];
  yRange: [number, number];
  rows: number;
  columns: number;
  classes: string[];
  /** [rows, columns, classes]; row 0 is at the bottom of yRange. */
  probabilities: Float32Array;
  points: Points;
}
export interface Picture {
  caption: string;
  width: number;
  height: number;
  channels: 1 | 3;
  /** [height, width, channels], 0 to 255. */
  pixels: Uint8Array;
}
export interface Image extends Common { kind: 'image'; images: Picture[] }
export interface Scatter extends Common {
  kind: 'scatter';
  xLabel?: string;
  yLabel?: string;
  groups: string[];
  points: Points;
  /** A name for each point. */
  names?: string[];
  /** Indices of the points to light up; where there is a query, they are ranked: best first. */
  highlighted?: number[];
  /** The point that was asked about. */
  query?: { x: number; y: number; name: string };
}
export interface Heatmap extends Common {
  kind: 'heatmap';
  xLabel?: string;
  yLabel?: string;
  rows: number;
  columns: number;
  /** [rows, columns] */
  values: Float32Array;
  rowLabels?: string[];
  columnLabels?: string[];
  /** Colours centred on zero, for signed values. */
  diverging?: boolean;
}
export interface Table extends Common {
  kind: 'table';
  columns: string[];
  rows: (string | number | boolean)[][];
}
export type View = Line | Boundary | Image | Scatter | Heatmap | Table;
/** Shows a picture, or brings the one of the same id up to date. Cheap to call often: only the newest is drawn. */
export declare function show(view: View): void;
/** How far along, from 0 to 1. */
export declare function progress(fraction: number): void;
`

/** Where TypeScript looks for the package. */
export const SHOW_FILES: Readonly<Record<string, string>> = {
  '/node_modules/@tensorkata/show/index.d.ts': DECLARATIONS,
}
