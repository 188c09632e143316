/** The mark: a lamp over an open door, lit or not. It says nothing by itself; a word stands beside it. */

export function Lamp({ on }: { readonly on: boolean }) {
  return (
    <svg className={on ? 'lamp lamp-on' : 'lamp'} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className="lamp-room" d="M9 31V18a7 7 0 0 1 14 0v13z" />
      <path className="lamp-door" d="M9 18a7 7 0 0 1 5-6.700L16.500 31H9z" />
      <path
        className="lamp-shade"
        d="M15.200 0.500h1.600v2a6.200 6.200 0 0 1 5.500 5.300H9.700a6.200 6.200 0 0 1 5.500-5.300z"
      />
      <path className="lamp-bulb" d="M13.500 7.800h5a2.500 2.500 0 0 1-5 0z" />
    </svg>
  );
}
