/** A terminal that shows half blocks in colours, as pixels: what a camera before it would see. */

type Colour = readonly [red: number, green: number, blue: number];

export interface Theme {
  readonly foreground: Colour;
  readonly background: Colour;
}

export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Half a cell is as high as a cell is wide. */
const HALF = 4;
/** Of the theme's background around what is shown. */
const AROUND_CELLS = 6;
const ESCAPE = '\u001b';

interface Cell {
  readonly upper: Colour;
  readonly lower: Colour;
}

/** Knows colours of the 256 beyond the theme's 16, and the way back to the theme's own; anything else throws. */
export function showTerminal(text: string, theme: Theme): Pixels {
  const rows = text.split('\n').map((line) => cellsOf(line, theme));
  const columns = Math.max(...rows.map((row) => row.length)) + 2 * AROUND_CELLS;
  const width = columns * HALF;
  const height = (rows.length + AROUND_CELLS) * 2 * HALF;
  const data = new Uint8ClampedArray(width * height * 4);
  const bare: Cell = { upper: theme.background, lower: theme.background };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const row = rows[Math.floor(y / (2 * HALF)) - AROUND_CELLS / 2];
      const cell = row?.[Math.floor(x / HALF) - AROUND_CELLS] ?? bare;
      const colour = y % (2 * HALF) < HALF ? cell.upper : cell.lower;
      data.set([...colour, 255], (y * width + x) * 4);
    }
  }
  return { data, width, height };
}

function cellsOf(line: string, theme: Theme): Cell[] {
  let { foreground, background } = theme;
  const cells: Cell[] = [];
  for (const [index, part] of line.split(`${ESCAPE}[`).entries()) {
    const end = index === 0 ? 0 : part.indexOf('m') + 1;
    const codes = part.slice(0, Math.max(0, end - 1));
    if (codes === '0') ({ foreground, background } = theme);
    else if (codes !== '') {
      const [, front, back] = /^38;5;(\d+);48;5;(\d+)$/.exec(codes)!;
      foreground = ofCube(Number(front));
      background = ofCube(Number(back));
    }
    for (const character of part.slice(end)) cells.push(cellOf(character, foreground, background));
  }
  return cells;
}

function cellOf(character: string, ink: Colour, paper: Colour): Cell {
  const inked = { ' ': [false, false], '▀': [true, false], '▄': [false, true], '█': [true, true] }[
    character
  ]!;
  return { upper: inked[0] ? ink : paper, lower: inked[1] ? ink : paper };
}

/** The cube of 6 × 6 × 6 colours that every terminal of 256 has from 16 on. */
function ofCube(index: number): Colour {
  if (index < 16 || index > 231) throw new Error(`${index} is a colour of the theme, or a grey`);
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const place = index - 16;
  return [level(Math.floor(place / 36)), level(Math.floor(place / 6) % 6), level(place % 6)];
}
