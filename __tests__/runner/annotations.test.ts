import { expect, jest, test } from "@jest/globals";
import { annotate, type Remark } from "../../src/runner/annotations.ts";

test("ten of a kind become annotations, the rest stands in the log, and the summary has them all", () => {
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const remarks: Remark[] = [];
  for (let nth = 1; nth <= 12; nth++) annotate(remarks, { severity: "warning", title: `W${nth}`, message: "m" });
  annotate(remarks, { severity: "notice", title: "N", message: "m" });
  annotate(remarks, { severity: "warning", title: "W12", message: "m" });
  write.mockRestore();
  expect(written.filter((line) => line.startsWith("::warning"))).toHaveLength(10);
  expect(written.filter((line) => line.startsWith("Warning: W1"))).toHaveLength(2);
  expect(written.filter((line) => line.startsWith("::notice"))).toHaveLength(1);
  expect(remarks).toHaveLength(13);
});
