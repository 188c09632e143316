/**
 * Takes out of a text what shows nothing, and keeps the invisible characters that spell: joiners where their script
 * needs them, and the inner parts of an emoji. Elsewhere they would only make two texts differ that look the same.
 */

/**
 * Blanks stay. Takes NFC or NFKC.
 *
 * @param control what stands for a control character: they end lines and words
 */
export function withoutUnseen(text: string, control = ''): string {
  return text.replace(UNSEEN, (found, kept: string | undefined) =>
    kept !== undefined ? kept : CONTROL.test(found) ? control : '',
  );
}

/** Marks that take the vowel off a letter and let it join the next one (Canonical_Combining_Class=9). */
const VIRAMA =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0e3a\\u0eba\\u0f84\\u1039\\u103a\\u1714\\u1715\\u1734\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\u1bf2\\u1bf3\\ua806\\ua82c\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed\\u{10a3f}\\u{11046}\\u{11070}\\u{1107f}\\u{110b9}\\u{11133}\\u{11134}\\u{111c0}\\u{11235}\\u{112ea}\\u{1134d}\\u{11442}\\u{114c2}\\u{115bf}\\u{1163f}\\u{116b6}\\u{1172b}\\u{11839}\\u{1193d}\\u{1193e}\\u{119e0}\\u{11a34}\\u{11a47}\\u{11a99}\\u{11c3f}\\u{11d44}\\u{11d45}\\u{11d97}]';
/** Letters that join none (Joining_Type=U), and those that join only the one before (R), of cursive scripts. */
const JOINS_NONE = '\\u0621\\u0674\\u06e5\\u06e6\\u0887\\u08ad\\u08c9';
const JOINS_BEFORE =
  '\\u0622-\\u0625\\u0627\\u0629\\u062f-\\u0632\\u0648\\u0671-\\u0673\\u0675-\\u0677\\u0688-\\u0699\\u06c0\\u06c3-\\u06cb\\u06cd\\u06cf\\u06d2\\u06d3\\u06d5\\u06ee\\u06ef\\u0710\\u0715-\\u0719\\u071e\\u0728\\u072a\\u072c\\u072f\\u074d\\u0759-\\u075b\\u076b\\u076c\\u0771\\u0773\\u0774\\u0778\\u0779\\u0840\\u0846\\u0847\\u0849\\u0854\\u0856-\\u0858\\u0867\\u0869\\u086a\\u0870-\\u0882\\u088e\\u08aa-\\u08ac\\u08ae\\u08b1\\u08b2\\u08b9';
const CURSIVE =
  '(?=\\p{L})[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mandaic}\\p{Script=Nko}\\p{Script=Mongolian}\\p{Script=Phags_Pa}\\p{Script=Adlam}]';
const JOINS_NEXT = `(?![${JOINS_NONE}${JOINS_BEFORE}])${CURSIVE}`;
const JOINED = `(?![${JOINS_NONE}])${CURSIVE}`;
const MARKS = '(?:(?!\\p{Default_Ignorable_Code_Point})\\p{M})*';

const KEPT = [
  // The flags of regions: a black one, spelled out in tags. (UTS #51 §3.9)
  '\\u{1f3f4}[\\u{e0061}-\\u{e007a}]{2}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,3}\\u{e007f}',
  '\\p{Extended_Pictographic}\\p{Emoji_Modifier}?\\ufe0f?(?:\\u200d(?=\\p{Extended_Pictographic}))?',
  '[0-9#*]\\ufe0f\\u20e3',
  // RFC 5892 A.1 and A.2; UAX #31 §2.3.
  `${VIRAMA}(?:\\u200d|\\u200c(?=\\p{L}))`,
  `${JOINS_NEXT}${MARKS}\\u200c(?=${MARKS}${JOINED})`,
  // Before it too: a Bengali ra that keeps its form.
  `\\p{L}\\u200d(?=${VIRAMA}\\p{L})`,
  // Mongolian letters change their form by joiners, and by signs of their own.
  '(?=\\p{L})\\p{Script=Mongolian}[\\u180b-\\u180f\\u200c\\u200d]+',
].join('|');
const UNSEEN = new RegExp(
  `(${KEPT})|(?!\\s)[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Default_Ignorable_Code_Point}]`,
  'gu',
);
const CONTROL = /\p{Cc}/u;
