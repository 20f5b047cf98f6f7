/**
 * Escape sequences of terminals (ECMA-48): control sequences, control strings such as links and titles, and the short
 * ones. All repetitions are bounded, and none can begin inside another, so that the time grows with the text only.
 */
const ESCAPE_SEQUENCE = [
  String.raw`(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,8}[@-~]`,
  String.raw`(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0080-\u009f]{0,2048}(?:\u0007|\u001b\\|\u009c)`,
  String.raw`\u001b[ -/]{0,8}[0-~]`,
].join("|");

export const ESCAPE_SEQUENCES = new RegExp(ESCAPE_SEQUENCE, "g");

/** Control and format characters (among them those that turn the direction of text) and line separators. */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** What a screen shows as a gap or not at all. */
export const GAPS = new RegExp(`${ESCAPE_SEQUENCE}|[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{DI}]+`, "gu");
