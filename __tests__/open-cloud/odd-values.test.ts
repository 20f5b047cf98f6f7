/** Objects, lists and nulls where a text or a number belongs: nothing of them is used, and nothing fails for them. */
import { describe, expect, test } from "@jest/globals";
import { readAnswer, traceOf } from "../../src/open-cloud/answer.ts";
import { readKeyReport } from "../../src/open-cloud/api/keys.ts";
import { readForecast } from "../../src/open-cloud/api/live.ts";
import { readLogPage, readTask } from "../../src/open-cloud/api/luau.ts";
import { grantOf } from "../../src/open-cloud/api/permissions.ts";
import { APIS } from "../../src/open-cloud/facts.ts";
import { answer, goodKey } from "./outcomes.ts";

const DEEP = `${"[".repeat(500)}${"]".repeat(500)}`;

describe.each([
  ["an own toString", '{"toString":1,"valueOf":2}'],
  ["a toString below a list", '[{"toString":null}]'],
  ["null", "null"],
  ["true", "true"],
  ["lists in lists", DEEP],
])("%s", (_, odd) => {
  test("in an answer's message and its trace", () => {
    const { message } = readAnswer({
      headers: {},
      text: `{"title":"Bad","errors":{"field":${odd},"other":["b",${odd}]}}`,
    });
    expect(message).toMatch(/^Bad field:\s+other: b$/);
    for (const name of ["code", "message", "error", "traceId", "title"]) {
      const odder = answer(200, `{"${name}":${odd},"versionNumber":7}`);
      expect(readAnswer(odder)).toEqual({ form: "json" });
      expect(traceOf(odder)).toBe("");
    }
  });

  test("in the report on a key", () => {
    const scopes = `[{"name":"universe-places","operations":[${odd},"write"],"universeIds":[${odd},"1"]},${odd}]`;
    const report = readKeyReport(
      `{"enabled":true,"expirationTimeUtc":${odd},"scopes":${scopes}}`,
      APIS.publish.permission,
      "1",
    );
    expect(report).toEqual(goodKey);
  });

  test("in a grant", () => {
    const text = `{"successAssetIds":[${odd}],"errors":[{"code":${odd}},${odd}]}`;
    expect(grantOf(answer(200, text), "1")).toEqual({ refusal: "no reason, no reason" });
    expect(grantOf(answer(200, `{"successAssetIds":[${odd},"1"]}`), "1")).toEqual({ refusal: undefined });
  });

  test("in a forecast", () => {
    const text = `{"placeForecasts":{"1":{"latestPlaceVersion":${odd}},"2":{"latestPlaceVersion":"5"},"3":${odd}}}`;
    expect(readForecast(answer(200, text))).toEqual(new Map([["2", "5"]]));
    expect(readForecast(answer(200, `{"placeForecasts":${odd}}`))).toEqual(new Map());
  });

  test("in a task and its log", () => {
    const path = "universes/1/places/2/luau-execution-session-tasks/x";
    const task = `{"path":"${path}","state":"FAILED","error":{"code":${odd},"message":${odd}},"binaryOutputUri":${odd}}`;
    expect(readTask(answer(200, task), "1", "2")).toMatchObject({ error: { code: "", message: "" } });
    const log = `{"luauExecutionSessionTaskLogs":[{"structuredMessages":[{"message":${odd},"messageType":${odd}}]}]}`;
    expect(readLogPage(answer(200, log))?.messages).toEqual([{ type: "OUTPUT", text: "", time: "" }]);
  });
});
