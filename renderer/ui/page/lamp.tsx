/**
 * The product's icon: a lamp over an open door, on or off. It is decorative; text stands beside it. The same
 * drawing as lamp.svg, coloured by lamp.css.
 */
import './lamp.css';

export function Lamp({ on }: { readonly on: boolean }) {
  return (
    <svg className={on ? 'lamp lamp-on' : 'lamp'} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className="lamp-night" width="32" height="32" rx="7" />
      <path className="lamp-beam" d="M14 8h4l8 24H6z" />
      <path className="lamp-spill" d="M9.500 28h13l3 4h-19z" />
      <path className="lamp-room" d="M9.500 13h13v15h-13z" />
      <path className="lamp-door" d="M9.500 13l6 3v10l-6 2z" />
      <path className="lamp-shade" d="M15 0h2v3l5 6H10l5-6z" />
      <path className="lamp-bulb" d="M12.500 9h7a3.500 3.500 0 0 1-7 0z" />
    </svg>
  );
}
