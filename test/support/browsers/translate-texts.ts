/**
 * Does to a page what Chrome's translator does: each text is taken out, and two `font` elements with another one stand in
 * its place. It runs in pages, so it uses nothing from outside of itself.
 */
export function translateTexts(root: Node): void {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) texts.push(node as Text);
  for (const text of texts) {
    const parent = text.parentElement;
    if (text.data.trim() === '' || parent === null) continue;
    if (parent.closest('[translate=no], font, script, style, textarea, template') !== null) continue;
    const font = () => document.createElementNS('http://www.w3.org/1999/xhtml', 'font');
    const [outer, inner] = [font(), font()];
    inner.append(`‹${text.data}›`);
    outer.append(inner);
    text.replaceWith(outer);
  }
}
