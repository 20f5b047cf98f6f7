import { harmless } from "../text/harmless.ts";

/** Of one quoted sentence, and of the sentences of one message, more than this helps nobody. */
const MAX_PROSE_CHARACTERS = 1200;
const MAX_PROSE_LINES = 30;

/** Sentences of this program that may quote others: what stands between backticks is code, and known pages are links. */
export function prose(message: string, keyHelp: string): string {
  const isKnown = (address: string) => address === keyHelp || ROBLOX_PAGE.test(address);
  const linked = (text: string) =>
    text.split(ADDRESS).map((part, at) => (at % 2 === 1 && isKnown(part) ? `<${part}>` : plain(part)));
  const line = (text: string) =>
    harmless(text, MAX_PROSE_CHARACTERS)
      .split(/`([^`]+)`/)
      .flatMap((part, at) => (at % 2 === 1 ? code(part) : linked(part)))
      .join("");
  return message.split("\n").slice(0, MAX_PROSE_LINES).map(line).join("<br>");
}

const ADDRESS = /(https:\/\/[^\s<>()"'`]*[\w/])/;
const ROBLOX_PAGE = /^https:\/\/(?:create|status|www)\.roblox\.com(?:\/|$)/;

/**
 * One line of text as nothing but text, in Markdown as well as in HTML: each character that could mean something to
 * either is written as its number, and a zero-width space keeps GitHub from making mentions, references, addresses,
 * emoji and formulas of the rest.
 */
export function plain(line: string): string {
  return numbered(line.replace(/[@#$]|:(?=\S)|\bwww\./gi, "$&\u200b"));
}

/** Inside `<code>`, GitHub makes nothing of mentions and the like, and the text can be copied as it is. */
export function code(text: string, maxLength?: number): string {
  return `<code>${numbered(harmless(text, maxLength))}</code>`;
}

function numbered(line: string): string {
  return line.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
