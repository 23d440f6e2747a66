// What markdown-it wants of the package of this name: one character reference (« &eacute; », « &#233; ») as its character.
// The browser's own reader of HTML knows them all, and makes nothing but text inside a <textarea>.

let field: HTMLTextAreaElement | undefined;

export function decodeHTMLStrict(reference: string): string {
  field ??= document.createElement('textarea');
  field.innerHTML = reference;
  return field.textContent;
}
