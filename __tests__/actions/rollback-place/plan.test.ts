import { describe, expect, test } from "@jest/globals";
import { choose } from "../../../src/actions/rollback-place/plan.ts";

/** `"5* 4 3*"`: the newest first, the published ones with a star. */
const versions = (list: string) =>
  list
    .split(" ")
    .filter((item) => item !== "")
    .map((item) => ({ number: item.replace("*", ""), published: item.endsWith("*") }));

describe("which version is to be live again", () => {
  test.each<[list: string, asked: string, plan: object]>([
    // Without a number: the newest published one below the live one.
    ["5* 4*", "", { newest: "5", live: "5", target: "4", targetWasPublished: true }],
    ["5* 4 3 2*", "", { newest: "5", live: "5", target: "2", targetWasPublished: true }],
    ["7 6 5* 4 3*", "", { newest: "7", live: "5", target: "3", targetWasPublished: true }],
    ["9007199254740995* 9007199254740993*", "", { live: "9007199254740995", target: "9007199254740993" }],
    // With a number: that one, whatever it is.
    ["5* 4 3*", "4", { target: "4", targetWasPublished: false }],
    ["5* 4 3*", "3", { target: "3", targetWasPublished: true }],
    ["6 5* 4*", "6", { newest: "6", live: "5", target: "6", targetWasPublished: false }],
    ["5* 4*", "5", { live: "5", target: "5" }],
    ["5 4", "4", { newest: "5", live: undefined, target: "4" }],
    // The list does not reach back to it: whether it is there is told when it is fetched.
    ["5* 4*", "2", { target: "2", targetWasPublished: undefined }],
  ])("%s, asked for %j", (list, asked, plan) => {
    expect(choose(versions(list), asked)).toMatchObject(plan);
  });

  test.each([
    ["", "", /has no versions/],
    ["", "3", /has no versions/],
    ["5 4", "", /has no published version,.*Name a version/],
    ["5* 4 3", "", /has no published version below 5, which is live.*a saved one perhaps/],
    ["5* 4*", "6", /has no version 6.*the newest is 5/],
    ["5* 3*", "4", /has no version 4/],
  ])("%j, asked for %j: none", (list, asked, why) => {
    expect(choose(versions(list), asked)).toMatch(why);
  });
});
