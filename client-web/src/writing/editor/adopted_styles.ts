// CodeMirror's styles as a sheet that the document adopts. It would put them into a <style>, which our content policy
// refuses; vite.config.ts puts this in the place of its `style-mod`.
import { StyleModule as Original } from '../../../node_modules/style-mod/src/style-mod.js';

interface Adopted {
  readonly sheet: CSSStyleSheet;
  modules: Original[];
}

const adopted = new WeakMap<DocumentOrShadowRoot, Adopted>();

export class StyleModule extends Original {
  /** As the original: of two modules the later one counts. */
  static override mount(root: Document | ShadowRoot | DocumentOrShadowRoot, modules: Original | readonly Original[]): void {
    const wanted = [modules].flat() as Original[];
    const held = adopted.get(root) ?? { sheet: new CSSStyleSheet(), modules: [] };
    if (!root.adoptedStyleSheets.includes(held.sheet)) root.adoptedStyleSheets = [held.sheet, ...root.adoptedStyleSheets];
    adopted.set(root, held);
    if (wanted.every((each) => held.modules.includes(each))) return;
    held.modules = [...held.modules.filter((each) => !wanted.includes(each)), ...wanted];
    held.sheet.replaceSync(held.modules.map((each) => each.getRules()).join('\n'));
  }
}
