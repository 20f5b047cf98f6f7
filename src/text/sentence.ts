/** The text with a capital letter at its start. */
export function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The words as a whole sentence: a capital letter at the start, a full stop at the end. */
export function sentence(words: string): string {
  return `${capitalized(words)}.`;
}
