/** The position and size of the window, and whether it still fits on a screen. */
import { readFileSync } from 'node:fs';
import { writeTextWhole } from '../disk/write-whole.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace {
  /** Left out to let the system choose. */
  readonly at?: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** The contents of the file. */
export interface WindowMemory {
  readonly place: WindowPlace;
  /** Whether the host was told that the app stays in the tray when the window is closed. */
  readonly toldOfTray: boolean;
}

export const WINDOW_LEAST = { width: 480, height: 420 } as const;
const USUAL: WindowPlace = { width: 1080, height: 720, maximized: false };
/** This much of the upper edge has to be on a screen so that the window can be dragged. */
const HOLD_PX = 64;

/** @param screens the work area of each display */
export function fitToDisplay(kept: WindowPlace, screens: readonly Rectangle[]): WindowPlace {
  const { at, maximized } = kept;
  const room = screens.find((screen) => at !== undefined && canBeHeld({ ...kept, ...at }, screen));
  const [first] = screens;
  const { width, height } = fit(kept, room ?? first);
  return { width, height, maximized, ...(room !== undefined && at !== undefined && { at }) };
}

/** Returns the defaults if the file is missing or damaged. */
export function readWindowMemory(file: string): WindowMemory {
  try {
    return parseMemory(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Only the position of a window is lost.
    return { place: USUAL, toldOfTray: false };
  }
}

/** Writes completely or not at all. Returns whether it did. */
export function writeWindowMemory(file: string, memory: WindowMemory): boolean {
  try {
    writeTextWhole(`${JSON.stringify(memory)}\n`, file);
    return true;
  } catch {
    // Only the position of a window is lost, and on a full disk the app still has to quit.
    return false;
  }
}

export function parseMemory(raw: unknown): WindowMemory {
  const { place, toldOfTray } = fieldsOf(raw);
  const { at, width, height, maximized } = fieldsOf(place);
  const { x, y } = fieldsOf(at);
  if (!isLength(width) || !isLength(height)) return { place: USUAL, toldOfTray: toldOfTray === true };
  return {
    place: {
      width,
      height,
      maximized: maximized === true,
      ...(isCoordinate(x) && isCoordinate(y) && { at: { x, y } }),
    },
    toldOfTray: toldOfTray === true,
  };
}

function canBeHeld({ x, y, width }: Rectangle, screen: Rectangle): boolean {
  const seen = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return seen >= HOLD_PX && y >= screen.y && y <= screen.y + screen.height - HOLD_PX;
}

function fit(
  { width, height }: WindowPlace,
  screen: Rectangle | undefined,
): Pick<Rectangle, 'width' | 'height'> {
  const most = screen ?? { width: Infinity, height: Infinity };
  return {
    width: Math.max(WINDOW_LEAST.width, Math.min(width, most.width)),
    height: Math.max(WINDOW_LEAST.height, Math.min(height, most.height)),
  };
}

function isLength(value: unknown): value is number {
  return isCoordinate(value) && value >= 1;
}

/** No screen is further away. */
const FAR_PX = 100_000;

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < FAR_PX;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
