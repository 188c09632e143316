/** A notification sound of two soft tones, synthesised in the browser. */
import { newAudioContext, wasPressed } from './browser-services.ts';

const TONES_HZ = [659.25, 880];
const TONE_SECONDS = 0.16;
const LOUDNESS = 0.08;

let context: AudioContext | undefined;

/** Silent until the person has interacted with the page, because browsers block sound before. */
export function chime(): void {
  if (!wasPressed()) return;
  context ??= newAudioContext();
  if (context === undefined) return;
  if (context.state === 'suspended') void context.resume();
  const { destination, currentTime } = context;
  for (const [i, tone] of TONES_HZ.entries()) {
    const start = currentTime + i * TONE_SECONDS * 0.75;
    const [oscillator, gain] = [context.createOscillator(), context.createGain()];
    oscillator.frequency.value = tone;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + TONE_SECONDS * 2);
    oscillator.connect(gain).connect(destination);
    oscillator.start(start);
    oscillator.stop(start + TONE_SECONDS * 2);
  }
}
