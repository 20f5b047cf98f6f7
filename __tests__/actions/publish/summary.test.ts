/** The job summary: what it says of each outcome, and that nobody else's text means anything in it. */
import { describe, expect, jest, test } from "@jest/globals";
import { titleFor } from "../../../src/actions/publish/record.ts";
import { summaryOf } from "../../../src/actions/publish/summary.ts";
import { annotate, type Remark } from "../../../src/runner/annotations.ts";
import { plain } from "../../../src/runner/markdown.ts";
import { harmless } from "../../../src/text/harmless.ts";
import { placeIn, RUN, stepOf } from "./step.ts";

const HELP = "https://github.com/owner/publish-to-roblox/blob/v1/docs/api-key.md";
const summarise = (...parameters: Parameters<typeof stepOf>) => summaryOf(stepOf(...parameters), RUN, HELP);
/** As a reader sees it: entities decoded, tags and zero-width spaces gone. */
const read = (text: string) =>
  text
    .replace(/<[^<>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll("\u200b", "")
    .replaceAll("\u00a0", " ");

const published = { status: "published", versionNumber: "7", attempts: 1, seconds: 1.25 } as const;

describe("the heading says what happened", () => {
  test.each<[string, Parameters<typeof stepOf>]>([
    [
      "✅ Place [1818](https://www.roblox.com/games/1818) is published as version 7",
      [{ places: [placeIn("1818", published)] }],
    ],
    [
      "✅ Place [1818](https://www.roblox.com/games/1818) is saved as version 7, not live",
      [{ places: [placeIn("1818", { ...published, status: "saved" })] }, { versionType: "Saved" }],
    ],
    [
      "☑️ Dry run: the place file is checked, nothing was uploaded",
      [{ places: [placeIn("1818", { status: "checked" })] }, { dryRun: true }],
    ],
    [
      "☑️ Dry run: 2 places are checked, nothing was uploaded",
      [{ places: ["1", "2"].map((id) => placeIn(id, { status: "checked" })) }, { dryRun: true }],
    ],
    [
      "❌ The place file was refused, nothing was sent",
      [
        {
          places: [placeIn("1818", { status: "failed", error: "Empty." })],
          failure: { title: "The place file was refused, nothing was sent", message: "a: Empty." },
        },
        { dryRun: true },
      ],
    ],
    [
      "❌ The API key cannot be used, nothing was sent",
      [
        {
          places: [placeIn("1"), placeIn("2")],
          failure: { title: "The API key cannot be used, nothing was sent", message: "The key expired." },
        },
      ],
    ],
    ["✅ 2 places published", [{ places: [placeIn("1", published), placeIn("2", published)] }]],
    [
      "❌ 1 of 3 places published, 1 failed, 1 not tried",
      [
        {
          places: [placeIn("1", published), placeIn("2", { status: "failed", error: "Refused." }), placeIn("3")],
          failure: { title: "2 of 3 places were not published", message: "…" },
        },
      ],
    ],
    [
      "❌ 1 of 4 places published, 1 failed, 1 not known, 1 not tried",
      [
        {
          places: [
            placeIn("1", published),
            placeIn("2", { status: "failed", error: "Refused." }),
            placeIn("3", { status: "failed", error: "Lost.", effect: "possible" }),
            placeIn("4"),
          ],
          failure: { title: "…", message: "…" },
        },
      ],
    ],
  ])("%s", (heading, parameters) => {
    expect(summarise(...parameters).split("\n")[0]).toBe(`### ${heading}`);
  });
});

test("where places failed, it is said once why the rest was not tried", () => {
  const places = [placeIn("1", { status: "failed", error: "Refused." }), placeIn("2"), placeIn("3")];
  expect(read(summarise({ places, whyNotTried: "the key is refused everywhere." }))).toContain(
    "* ❌ **Place 1** (game.rbxl): Refused.\n* ➖ 2 more were not tried: the key is refused everywhere.\n",
  );
});

describe("the title of places that did not all go through", () => {
  const undone = placeIn("1", { status: "failed", error: "Refused." });
  const lost = placeIn("2", { status: "failed", error: "Lost.", effect: "possible" });
  test.each([
    ["Place 1 was not published", [undone]],
    ["It is not known whether place 2 was published", [lost]],
    ["2 of 3 places were not published", [undone, placeIn("3"), placeIn("4", published)]],
    ["It is not known whether 1 of 2 places was published", [lost, placeIn("4", published)]],
    ["1 of 3 places was not published, and of 2 more that is not known", [undone, lost, lost]],
  ])("%s", (title, places) => expect(titleFor(places)).toBe(title));
});

test("one published place: where it came from, where to look, what went up", () => {
  const text = summarise({
    places: [placeIn("1818", { ...published, attempts: 2, seconds: 63.4, seenLive: "7" })],
    deployment: "production",
  });
  expect(text).toContain("Universe [4242](https://create.roblox.com/dashboard/creations/experiences/4242/overview)");
  expect(text).toContain("(https://github.com/team/game/commit/0123456789abcdef0123456789abcdef01234567)");
  expect(text).toContain(" · version type Published · ");
  expect(text).toContain("[workflow run](https://github.com/team/game/actions/runs/77)");
  expect(text).toContain("deployment to [production](https://github.com/team/game/deployments/production)");
  expect(read(text)).toContain("on feature/lobby");
  expect(read(text)).toContain(
    [
      "| Status | Place | File | Version | Size | Instances | SHA-256 | Tries | Time |",
      "| --- | --- | --- | --: | --: | --: | --- | --: | --: |",
      "| ✅ Publishedseen live as version 7 | [1818](https://www.roblox.com/games/1818) | game.rbxl | 7 | 1.2 MB | 1,204 | 36339b845fde | 2 | 63 s |",
    ].join("\n"),
  );
  expect(text).toMatch(
    /<details><summary>What is in the file<\/summary><code>game&#46;rbxl<\/code><ul>.*<\/ul><\/details>\n$/,
  );
  expect(read(text)).toContain("sha256 36339b845fde308c1dbfe48ea3469dade5b5863f6ce360c13346e325c3ee9de2");
});

test("a dry run has no columns for what it does not have", () => {
  const text = summarise({ places: [placeIn("1818", { status: "checked" })] }, { dryRun: true });
  expect(text).toContain("| Status | Place | File | Size | Instances | SHA-256 |\n");
});

test("reasons and remarks: titles in bold, code as code, pages of Roblox and our own as links, no others", () => {
  const error =
    'Roblox said "see https://evil.test/x or https://create.roblox.com.evil.test/" (HTTP 403). Look at the Creator Dashboard (https://create.roblox.com/dashboard/credentials). Set `checkFile: warn`.';
  const text = summarise({
    places: [placeIn("1", published), placeIn("2", { status: "failed", error })],
    remarks: [{ severity: "warning", title: "Soon over", message: `The key expires. ${HELP}` }],
  });
  expect(text).toContain("* ❌ **Place 2** (<code>game&#46;rbxl</code>): Roblox said ");
  expect(text).toContain("<https://create.roblox.com/dashboard/credentials>");
  expect(text).toContain("<code>checkFile&#58; warn</code>");
  expect(text).toContain(`- ⚠️ **Soon over**: The key expires&#46; <${HELP}>`);
  expect(text.match(/<https:/g)).toHaveLength(2);
  expect(read(text)).toContain('Roblox said "see https://evil.test/x or https://create.roblox.com.evil.test/"');
});

const EVIL = [
  "a|b | c",
  "`x` ``y`` ```z",
  "<img src=x onerror=alert(1)>",
  "</summary></details></td></code>",
  "<!-- hidden",
  "[click](https://evil.test)",
  "![shot](https://evil.test/a.png)",
  "@everyone and @team/admins",
  "mail a@b.example",
  "#12 GH-12 team/game#12",
  "https://evil.test www.evil.test",
  "**bold** __bold__ ~~gone~~ $$x^2$$ :rocket:",
  "# heading",
  "- item",
  "1. item",
  "> quote",
  "---",
  "&lt;b&gt; &#60;b&#62;",
  "[^1] [x]: y",
  "\\| \\<b>",
  "\u202etxet\u200bd \u001b[31m ::error::x",
];

describe("foreign text is only text", () => {
  test.each(EVIL.slice(0, -1))("%s", (evil) => {
    const escaped = plain(evil);
    expect(escaped.replace(/&#\d+;/g, "")).toMatch(/^[A-Za-z0-9 \u200b]*$/);
    expect(read(escaped)).toBe(evil);
    const shown = escaped.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    expect(shown).not.toMatch(/@\w|#\d|https?:\/|www\.e|:rocket|\$x/);
  });

  test("wherever it stands", () => {
    const evil = EVIL.join(" ");
    const honest = summarise({
      places: [placeIn("1", { ...published }, { filePath: "x" }), placeIn("2", { status: "failed", error: "x" })],
      remarks: [{ severity: "notice", title: "x", message: "x" }],
      deployment: "x",
    });
    const hostile = summaryOf(
      stepOf({
        places: [
          placeIn("1", published, { filePath: evil }),
          placeIn("2", { status: "failed", error: evil }, { filePath: `${evil}.rbxl` }),
        ],
        remarks: [{ severity: "notice", title: evil, message: `${evil}\n\n# ${evil}` }],
        deployment: harmless(evil, 255),
      }),
      { ...RUN, ref: `refs/heads/${evil}` },
      HELP,
    );
    // The same tables, links and lines, whatever the texts.
    const rows = (text: string) => text.split("\n").filter((line) => line.startsWith("| "));
    expect(rows(hostile).map((row) => row.split("|").length)).toEqual(rows(honest).map((row) => row.split("|").length));
    expect(hostile).not.toMatch(/<(?!\/?(?:code|details|summary|ul|li|br)>)/);
    expect(
      hostile.match(/\]\((?!https:\/\/(?:www\.roblox\.com\/games|create\.roblox\.com|github\.com\/team\/game)\/)/g),
    ).toBeNull();
    expect(hostile.replace(/\]\([^()]*\)/g, "]")).not.toMatch(/evil\.test|@everyone|[\p{Cc}\p{Bidi_C}](?<!\n)/u);
    expect(hostile.split("\n").length).toBe(honest.split("\n").length);
  });
});

test("the largest step fits: failures are kept, the rest is counted", () => {
  const long = `${"|".repeat(200)}.rbxl`;
  const places = Array.from({ length: 10_000 }, (_, at) =>
    placeIn(
      String(at + 1),
      at >= 9_900 ? { status: "failed", error: "@".repeat(2000), attempts: 20, seconds: 9999 } : published,
      { filePath: `${at}${long}` },
    ),
  );
  const remarks = Array.from({ length: 300 }, (_, at) => ({
    severity: "warning" as const,
    title: `${at}${"<".repeat(100)}`,
    message: "@".repeat(2000),
  }));
  const text = summarise({ places, remarks, failure: { title: "t", message: "|".repeat(100_000) } });
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(text).toContain("9,900 of 10,000 places published, 100 failed");
  expect(text).toContain("[10000](https://www.roblox.com/games/10000)");
  expect(text).toMatch(/holds 9,500 more places/);
  expect(text).toMatch(/holds the reasons of 70 more/);
  expect(text).toMatch(/270 more stand in the log/);
  expect(text).toMatch(/tells what is in (?:9,9\d\d|10,000) more files/);
});

test("the same remark is shown and kept once", () => {
  const remarks: Remark[] = [];
  const shown = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  const remark = { severity: "warning", title: "t", message: "m" } as const;
  for (const next of [remark, { ...remark }, { ...remark, message: "n" }, remark]) annotate(remarks, next);
  const lines = shown.mock.calls.map(([text]) => String(text).trim());
  shown.mockRestore();
  expect(remarks).toHaveLength(2);
  expect(lines).toEqual(["::warning title=t::m", "::warning title=t::n"]);
});
