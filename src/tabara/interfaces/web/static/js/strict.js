// What htmx may do with an answer of the server: show it. It makes no code of text, and takes no script out of an answer.
// The policy of every page (Trusted Types) lets no other text become markup: this is the only door.
const FOREIGN = /<(script|iframe|frame|object|embed|base|meta|link)\b/i; // none stands in a part of a page

const shown = (html) => {
  if (FOREIGN.test(html)) throw new TypeError("This answer is no part of a page.");
  return html;
};
const policy = globalThis.trustedTypes?.createPolicy("tabara", { createHTML: shown }) ?? { createHTML: shown };

class NoCode {
  constructor() {
    throw new TypeError("No code is made of text.");
  }
}

htmx.registerExtension("strict", { init: (htmx) => htmx.initSecurity(policy, NoCode, NoCode) });
