import * as core from "@actions/core";
import { formsOf, redact, registerSecret } from "../text/secret.ts";
import { whyNoSecrets } from "./context.ts";
import { linesOfError } from "./failure.ts";

/** The inputs that all actions of this repository share. */
export interface SharedInputs {
  /** Empty when none was given: the caller says whether that will do. */
  readonly apiKey: string;
  readonly maxAttempts: number;
  readonly timeoutMinutes: number;
}

/** The inputs of all actions that are about an experience. */
export interface CommonInputs extends SharedInputs {
  readonly universeId: string;
}

/** One or several inputs are missing or wrong; the message names them all. */
class InputError extends Error {
  readonly title = "Wrong inputs";
}

/**
 * What other actions call their inputs, in small letters and without signs between the words, and what it may be here:
 * the first of them that the action has.
 */
const OTHER_NAMES: Record<string, readonly string[]> = {
  robloxapikey: ["apiKey"],
  experienceid: ["universeId"],
  path: ["filePath", "scriptPath"],
  file: ["filePath", "scriptPath"],
  placefile: ["filePath"],
  luaufile: ["scriptPath"],
  maxretries: ["maxAttempts"],
  shouldpublish: ["versionType"],
};

/** What has to be said with a name whose meaning is another one. */
const MEANINGS: Record<string, string> = {
  maxretries: " (all tries, the first included)",
  shouldpublish: " (Published or Saved)",
};

/** A name as it is compared: neither case nor the signs between its words matter. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, "");
}

const MAX_SHOWN_CHARACTERS = 20;
const MAX_ID = 2n ** 63n - 1n;

/** What to do about a missing key. */
export const KEY_HINT =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of JavaScript
  "Give the secret that holds the Open Cloud API key, as in `apiKey: ${{ secrets.ROBLOX_API_KEY }}`, or set the environment variable ROBLOX_API_KEY.";

/** Reads inputs one after the other and remembers what is wrong with them, so that one error can name it all. */
export class InputReader {
  readonly #problems: string[] = [];
  /** What this action calls its inputs, as far as it has asked for them. */
  readonly #names = new Set<string>();

  /** An input's text, trimmed; empty when it is not given. */
  text(name: string, options?: core.InputOptions): string {
    this.#names.add(name);
    return core.getInput(name, options);
  }

  /** Every secret is made known, to the runner and to all that this program prints, before anything else is looked at. */
  secret(name: string, environmentVariable?: string): string {
    // Under another spelling it is refused, but no less secret for that.
    for (const { value } of misspelt([name])) this.#hide(value);
    const given = this.text(name) || (environmentVariable ? (process.env[environmentVariable] ?? "") : "");
    const value = given.trim();
    this.#hide(value);
    return value;
  }

  #hide(value: string): void {
    if (value.trim() === "") return;
    // A secret of several lines is shown line by line by whatever prints it.
    const lines = value.split(/[\r\n]+/).filter((line) => line.trim() !== "");
    for (const form of new Set([...formsOf(value), ...lines])) core.setSecret(form);
    registerSecret(value);
  }

  /** The key, masked; empty when none was given. */
  apiKey(): string {
    const key = this.secret("apiKey", "ROBLOX_API_KEY");
    // Anything else cannot travel in a header, and a line break is a sign of two secrets in one.
    if (!/^[\x21-\x7e]*$/.test(key)) {
      this.problem(
        "apiKey holds a line break, a space or another character that no API key has. Copy the key anew into the secret.",
      );
    }
    return key;
  }

  id(name: string): string {
    const value = this.text(name);
    if (value === "") {
      this.problem(`${name} is missing. Give the id as digits, as in \`${name}: \${{ vars.${constantCase(name)} }}\`.`);
    } else if (!isId(value)) {
      this.problem(`${name} is ${this.show(value)}, but must be a decimal id from 1 to 9223372036854775807.`);
    }
    return value;
  }

  /** Empty when none was given. */
  optionalId(name: string): string {
    return this.text(name) === "" ? "" : this.id(name);
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.text(name) || fallback;
    const found = allowed.find((choice) => choice.toLowerCase() === value.toLowerCase());
    if (found) return found;
    const near = allowed.find((choice) => choice[0]?.toLowerCase() === value[0]?.toLowerCase());
    const choices = allowed.join(" or ");
    this.problem(`${name} is ${this.show(value)}, but must be ${choices}.${near ? ` Did you mean ${near}?` : ""}`);
    return fallback;
  }

  boolean(name: string): boolean {
    const value = this.text(name).toLowerCase();
    if (value !== "" && value !== "true" && value !== "false") {
      this.problem(`${name} is ${this.show(this.text(name))}, but must be true or false.`);
    }
    return value === "true";
  }

  /** A number from `least` (or above it, for decimals) to `most`. */
  number(name: string, fallback: number, range: { least: number; most: number; decimals?: true }): number {
    const text = this.text(name);
    const value = text === "" ? fallback : Number(text);
    const written = range.decimals ? /^\d{1,6}(?:\.\d{1,6})?$/ : /^\d{1,6}$/;
    const enough = range.decimals ? value > range.least : value >= range.least;
    if (text !== "" && !(written.test(text) && enough && value <= range.most)) {
      const kind = range.decimals
        ? `a number above ${range.least} and at most ${range.most}`
        : `a whole number from ${range.least} to ${range.most}`;
      this.problem(`${name} is ${this.show(text)}, but must be ${kind}.`);
      return fallback;
    }
    return value;
  }

  /** For a message: at most 20 characters, control characters escaped, never a secret. */
  show(value: string): string {
    const hidden = redact(value);
    const escaped = JSON.stringify(hidden.slice(0, MAX_SHOWN_CHARACTERS)).replace(
      /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    return hidden.length > MAX_SHOWN_CHARACTERS ? `${escaped.slice(0, -1)}…"` : escaped;
  }

  problem(sentence: string): void {
    this.#problems.push(sentence);
  }

  /** Names all inputs that are spelt as elsewhere, in one: left over beside the right ones, they would silently do nothing. */
  #refuseOtherSpellings(): void {
    const found = misspelt([...this.#names]);
    if (found.length === 0) return;
    const list = found.map(({ theirs, ours }) => `${ours}${MEANINGS[plainName(theirs)] ?? ""} instead of ${theirs}`);
    this.problem(`These inputs have other names here: write ${[...new Set(list)].join(", ")}.`);
  }

  /** @throws InputError when anything was wrong. */
  finish(): void {
    this.#refuseOtherSpellings();
    // The runner sets this variable's meaning for all of Node: with it, the key would go to whoever answers.
    if (process.env.NODE_TLS_REJECT_UNAUTHORIZED === "0") {
      this.problem(
        "NODE_TLS_REJECT_UNAUTHORIZED is 0, so the API key would be sent to anybody who answers. Remove it; a proxy's own root certificate belongs into the file that NODE_EXTRA_CA_CERTS names.",
      );
    }
    if (this.#problems.length > 0) throw new InputError(linesOfError(this.#problems));
  }
}

interface Misspelt {
  readonly theirs: string;
  readonly ours: string;
  readonly value: string;
}

/** The given inputs that are another spelling of one of these. The runner hands an input over as a variable in capitals. */
function misspelt(names: readonly string[]): Misspelt[] {
  const right = new Set(names.map((name) => `INPUT_${name.toUpperCase()}`));
  return Object.keys(process.env).flatMap((variable) => {
    if (!variable.startsWith("INPUT_") || right.has(variable)) return [];
    const plain = plainName(variable.slice("INPUT_".length));
    // The runner hands names over in capitals; of the known ones only this has capitals of its own.
    const theirs = plain === "shouldpublish" ? "shouldPublish" : variable.slice("INPUT_".length).toLowerCase();
    const ours =
      names.find((name) => plainName(name) === plain) ?? OTHER_NAMES[plain]?.find((name) => names.includes(name));
    if (ours === undefined) return [];
    const value = process.env[variable] ?? "";
    // An empty text is as good as no input.
    return value.trim() === "" ? [] : [{ theirs, ours, value }];
  });
}

export function isId(value: string): boolean {
  return /^[1-9]\d{0,18}$/.test(value) && BigInt(value) <= MAX_ID;
}

function constantCase(name: string): string {
  return `ROBLOX_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** The inputs that every action of this repository has. The key is masked before anything else is looked at. */
export function readCommonInputs(reader: InputReader): CommonInputs {
  return {
    apiKey: reader.apiKey(),
    universeId: reader.id("universeId"),
    ...readLimits(reader),
  };
}

function readLimits(reader: InputReader): Pick<SharedInputs, "maxAttempts" | "timeoutMinutes"> {
  return {
    maxAttempts: reader.number("maxAttempts", 5, { least: 1, most: 20 }),
    timeoutMinutes: reader.number("timeoutMinutes", 15, { least: 0, most: 360, decimals: true }),
  };
}

/** The inputs of an action that is about no experience. */
export function readSharedInputs(reader: InputReader): SharedInputs {
  return { apiKey: reader.apiKey(), ...readLimits(reader) };
}

/** What to do in a run without secrets, when the step can do nothing without a key. */
export const ADVICE = {
  fork: "Leave the step out there, as in `if: github.event.pull_request.head.repo.full_name == github.repository`.",
  dependabot: "Leave the step out there, as in `if: github.actor != 'dependabot[bot]'`",
};

/** The inputs that all actions share, for those that can do nothing without a key. */
export async function readKeyedInputs(reader: InputReader): Promise<CommonInputs> {
  const common = readCommonInputs(reader);
  if (common.apiKey === "") reader.problem(`apiKey is missing. ${(await whyNoSecrets(ADVICE)) ?? KEY_HINT}`);
  return common;
}
